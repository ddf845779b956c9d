#!/bin/sh
# Run once, when the data volume is empty: our own role, which owns its database and nothing else.
set -eu
# psql reads the password from the file itself, so that it is no argument that another process could see.
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\set password `cat /run/secrets/postgres_password`
CREATE ROLE ombud LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE ombud OWNER ombud;
REVOKE ALL ON DATABASE ombud FROM PUBLIC;
SQL
