// node deploy/install.mjs: installs the packages when they are missing or not those of the lock file.
import { ensureInstalled } from './prepare.mjs';

ensureInstalled();
