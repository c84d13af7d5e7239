-- The roles of Drawbridge, for the whole server. Safe to run again. Needs PostgreSQL 16 or newer.
-- Run as a superuser, for example: psql -d postgres -f roles.sql
-- Passwords are set separately: \password drawbridge_owner, drawbridge_app, drawbridge_worker

do $$
declare name text;
begin
  -- Two starts on one server must not both try to create a role.
  perform pg_advisory_xact_lock(hashtext('drawbridge roles'));
  foreach name in array array['drawbridge_owner', 'drawbridge_app', 'drawbridge_worker', 'global_publisher', 'auth_lookup', 'rotation_keeper'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I', name);
    end if;
  end loop;
  if exists (select from pg_roles where (rolsuper or rolbypassrls) and rolname in
      ('drawbridge_owner', 'drawbridge_app', 'drawbridge_worker', 'global_publisher', 'auth_lookup', 'rotation_keeper')) then
    raise exception 'a role of Drawbridge is a superuser or bypasses row-level security: take that away first';
  end if;
end $$;

-- Owns the database and its schemas; runs the migrations.
alter role drawbridge_owner login nocreatedb nocreaterole;
-- The application. Row-level security holds for it.
alter role drawbridge_app login nocreatedb nocreaterole;
-- Owns and works the job queue.
alter role drawbridge_worker login nocreatedb nocreaterole;
-- May write the global tables, for the length of one transaction of the application.
alter role global_publisher nologin nocreatedb nocreaterole;
-- Own the few functions that look across tenants.
alter role auth_lookup nologin nocreatedb nocreaterole;
alter role rotation_keeper nologin nocreatedb nocreaterole;

-- INHERIT FALSE: none of these powers is there until a transaction takes the role on purpose.
grant global_publisher to drawbridge_app with inherit false, set true;
grant auth_lookup, rotation_keeper, drawbridge_worker to drawbridge_owner with inherit false, set true;
