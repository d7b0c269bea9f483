# Runs the program of the folder `lib` on the JDK `jdk`. POSIX sh; read by `ardennes` and `build`, never run.
#
# run_program ARGUMENT...  replaces the shell with the program
# train_cache FILE         writes the start-up cache for this JDK and these jars to FILE, from a scan of the
#                          example in the folder `home`; silent, may fail
#
# The start-up cache (JEP 483, 514 and 515) holds the program's classes loaded and linked. The JVM itself checks that it
# fits the JVM and the jars, and starts without it where it does not: no run depends on it.

# Serial GC starts fastest and keeps the heap small; it grows to most of the memory only where a scan needs it.
# Standard output belongs to the results, hence what the JVM has to say goes to standard error.
java_options='-XX:+UseSerialGC -XX:MaxRAMPercentage=70 -XX:+UseCompactObjectHeaders -XX:-UsePerfData
  -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr'

train_cache() {
  # Written beside its place and moved: a run that starts meanwhile sees a whole file or none.
  # shellcheck disable=SC2086 # options are split on purpose
  "$jdk/bin/java" $java_options -XX:AOTCacheOutput="$1.$$" -jar "$lib/ardennes.jar" scan "$home/examples/reporting" \
    </dev/null >/dev/null 2>&1
  [ ! -s "$1.$$" ] || mv -f "$1.$$" "$1" 2>/dev/null
  rm -f "$1.$$" "$1.$$.config"
}

# Sets `cache` to the start-up cache to use, or to nothing. A checkout's lies beside its jars and was made by the
# build. For an unpacked zip there is one per user, in a folder that only the user may write: made in the
# background at the first start from a terminal.
find_cache() {
  cache=$lib/ardennes.aot
  [ ! -f "$cache" ] || return 0
  cache=
  folder=${ARDENNES_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/ardennes}
  [ "$folder" != off ] || return 0
  identity=$(ls -lLn "$lib" "$jdk/release" 2>/dev/null | cksum)
  file=$folder/${identity%% *}.aot
  if [ -f "$file" ]; then
    # Somebody else's file would be code of theirs in this process.
    if [ -O "$file" ] && [ -O "$folder" ]; then cache=$file; fi
  elif [ -t 2 ] || [ -n "${ARDENNES_CACHE:-}" ]; then
    (umask 077 && mkdir -p "$folder") 2>/dev/null && [ -O "$folder" ] && [ -w "$folder" ] || return 0
    (
      umask 077
      find "$folder" -name '*.aot' -mtime +60 -exec rm -f {} + 2>/dev/null
      train_cache "$file"
    ) </dev/null >/dev/null 2>&1 &
  fi
}

# File names are bytes that the JVM decodes by the locale: in the locale `C` it could open none with an accent.
# What is printed stays ASCII there.
widen_locale() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX)
      LC_ALL=C.UTF-8
      export LC_ALL
      java_options="$java_options -Dstdout.encoding=US-ASCII -Dstderr.encoding=US-ASCII"
      ;;
  esac
}

# Whether the files that the arguments name are few and small: less than a thousand and a megabyte.
names_little() {
  for argument; do
    shift
    case $argument in
      -*) ;;
      *) [ ! -e "$argument" ] || set -- "$@" "$argument" ;;
    esac
  done
  [ $# -gt 0 ] || return 1
  find -H "$@" -type f -exec ls -ln {} + 2>/dev/null | head -n 1000 |
    awk '{ bytes += $5 } END { exit NR == 1000 || bytes > 1048576 }'
}

run_program() {
  if [ ! -f "$lib/ardennes.jar" ]; then
    echo "ardennes: \`$lib\` does not hold the program; unpack the zip again" >&2
    exit 70
  fi
  widen_locale
  find_cache
  # What is done at once is done before the optimising compiler has paid for itself (docs/performance.md).
  case ${1:---help} in
    datalog | --help | -h | --version | -V) quick=yes ;;
    *) if names_little "$@"; then quick=yes; else quick=no; fi ;;
  esac
  [ $quick = no ] || java_options="$java_options -XX:TieredStopAtLevel=1"
  # shellcheck disable=SC2086 # options are split on purpose
  exec "$jdk/bin/java" $java_options ${cache:+"-XX:AOTCache=$cache"} ${ARDENNES_JAVA_OPTS:-} -jar "$lib/ardennes.jar" "$@"
}
