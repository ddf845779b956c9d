#!/bin/sh
# Asterisk of the same package as the image, in a private folder; nothing else on the machine is touched.
# For tests on a machine without containers. Needs mmdebstrap (apt-get install mmdebstrap) and a Debian mirror.
set -eu
root=${1:?usage: install.sh DIR}
[ -x "$root/usr/sbin/asterisk" ] && exit 0
command -v mmdebstrap >/dev/null || { echo "mmdebstrap is missing: apt-get install mmdebstrap" >&2; exit 3; }
# Whole or not at all: a half unpacked folder would count as installed.
draft="$root.$$"
trap 'rm -rf "$draft"' EXIT
# A mirror's copy may be older than the release file says that it is valid.
mmdebstrap --quiet --variant=extract --aptopt='Acquire::Check-Valid-Until "false"' --include=asterisk \
  --extract-hook='cd "$1" && for name in lib lib64 bin sbin; do ln -sfn "usr/$name" "$name"; done' \
  sid "$draft" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}"
mv "$draft" "$root"
