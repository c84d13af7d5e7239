/** The name of the BroadcastChannel on which the callback page tells the console that it is done. */
export const oauthChannel = 'drawbridge-oauth';
