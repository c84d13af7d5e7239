import { probeFtp } from './ftp-probe.ts';
import { probeImap } from './imap-probe.ts';
import type { LoginProbes } from './login-probe.ts';
import { probeMongodb } from './mongodb-probe.ts';
import { probeMysql } from './mysql-probe.ts';
import { probePostgres } from './postgres-probe.ts';
import { probeRedis } from './redis-probe.ts';
import { probeSftp } from './sftp-probe.ts';
import { probeSmtp } from './smtp-probe.ts';

/** One file per protocol. The client library of each is loaded by its first test, so that it costs nothing until then. */
export const loginProbes: LoginProbes = {
  ftp: probeFtp,
  imap: probeImap,
  mongodb: probeMongodb,
  mysql: probeMysql,
  postgres: probePostgres,
  redis: probeRedis,
  sftp: probeSftp,
  smtp: probeSmtp,
};
