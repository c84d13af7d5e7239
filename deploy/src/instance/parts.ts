import type { Service } from '../processes/supervised.ts';
import type { DataFolder } from './data-folder.ts';
import type { Ports, Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What the parts of an instance share while it starts. */
export interface Parts {
  settings: Settings;
  folder: DataFolder;
  secrets: Secrets;
  ports: Ports;
  say: (line: string) => void;
  /** Starts a process that the instance keeps running until it is stopped itself. */
  keepRunning: (service: Service) => Promise<void>;
}
