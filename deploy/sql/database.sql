-- Hands a database to Drawbridge. Safe to run again.
-- Run as a superuser, connected to that database, after roles.sql:
--   createdb drawbridge && psql -d drawbridge -f database.sql

do $$
begin
  execute format('alter database %I owner to drawbridge_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to drawbridge_app', current_database());
  -- CREATE: the job queue makes its own schema.
  execute format('grant connect, create on database %I to drawbridge_worker', current_database());
end $$;

alter schema public owner to drawbridge_owner;
revoke create on schema public from public;
