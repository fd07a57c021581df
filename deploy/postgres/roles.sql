-- The three roles that the service connects as. None is a superuser, none bypasses row security.
--
--   gobetween_owner   owns the database and its tables; used by `gobetween migrate` alone
--   gobetween_app     the API: rows of one organisation at a time, append-only where it must be
--   gobetween_relay   the worker: states, claims, jobs and the outbox; no vaults, no secrets
--
-- What each may do to which table is granted by the migrations. Run as a superuser, with psql,
-- connected to the (empty) database `gobetween`; run again, it sets the passwords anew. They come
-- from files in the folder that the variable SECRETS names (/run/secrets if it is unset), so that
-- no command line shows them.

\set ON_ERROR_STOP on
\set owner_password `cat "${SECRETS:-/run/secrets}/owner_password"`
\set app_password `cat "${SECRETS:-/run/secrets}/app_password"`
\set relay_password `cat "${SECRETS:-/run/secrets}/relay_password"`

-- A statement with a password in it must reach no log.
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
SET password_encryption = 'scram-sha-256';

SELECT format('CREATE ROLE %I', role)
FROM unnest(ARRAY['gobetween_owner', 'gobetween_app', 'gobetween_relay']) AS wanted (role)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec

ALTER ROLE gobetween_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
    PASSWORD :'owner_password';
ALTER ROLE gobetween_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
    PASSWORD :'app_password';
ALTER ROLE gobetween_relay LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
    PASSWORD :'relay_password';

ALTER DATABASE gobetween OWNER TO gobetween_owner;
REVOKE ALL ON DATABASE gobetween FROM PUBLIC;
GRANT CONNECT ON DATABASE gobetween TO gobetween_app, gobetween_relay;
ALTER SCHEMA public OWNER TO gobetween_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
