export const mayUse: Record<string, string[]>;
export const reserved: Record<string, string[]>;
export const readsEnvironment: string;
