#!/bin/sh
# Starts Asterisk. Its files cannot read a secret from a file of its own, so the one shared with the voice process is
# written into two small files in memory first.
set -eu
umask 077
password=$(cat /run/secrets/media_password)
case $password in
  "" | *[!A-Za-z0-9+/=._~-]*)
    echo "media_password: letters, digits and + / = . _ ~ - only, and not empty. bot/DEPLOY.md tells how to make it." >&2
    exit 1
    ;;
esac
# Whoever registers as the office hears clients, and the whole world tries passwords on a SIP port.
if grep -Eq '^[[:space:]]*password[[:space:]]*=>?[[:space:]]*([^;]{0,11}|a-long-random-one)[[:space:]]*(;.*)?$' /run/secrets/local.conf; then
  echo "local.conf: a password is the example's or shorter than 12 signs. Make one: head -c 18 /dev/urandom | base64" >&2
  exit 1
fi
if grep -Eq '^[[:space:]]*password[[:space:]]*=>?[[:space:]]*the-provider-s-password' /run/secrets/trunk.conf; then
  echo "trunk.conf: the password is the example's. Put in what your provider has told you." >&2
  exit 1
fi
printf 'username = asterisk\npassword = %s\n' "$password" > /run/asterisk/voice_login.conf
printf 'VOICE_LOGIN = asterisk:%s\n' "$password" > /run/asterisk/voice_globals.conf
# An error quotes what it is about, also who called: what could be a person is taken out on the way to the log.
rm -f /run/asterisk/said
mkfifo /run/asterisk/said
sed -u -E 's/(caller|name|dnis|sipcallid)=[^],&)'"'"']*/\1=-/g; s/"[^"]*" <sip:/<sip:/g; s/[+]?[0-9]{7,}/-/g' < /run/asterisk/said &
exec asterisk -f -C /etc/asterisk/asterisk.conf > /run/asterisk/said 2>&1
