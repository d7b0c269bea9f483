# Finds a JDK of the version the program needs. POSIX sh; read by `ardennes` and `build`, never run.
#
# find_jdk [TOOL]  sets `jdk` to the home of the JDK nearest to the needed version that holds bin/TOOL
#                  (java unless given): JAVA_HOME first, then `java` on the path, then the folders in which
#                  distributions and version managers keep theirs. Returns 1 where there is none.
# explain_jdk NAME says on standard error what NAME needs, what was found instead and how to get it.

needed_java=25
: "${HOME:=/nonexistent}"

# Sets `major` to the feature version of the JDK in the folder $1, or to 0. Its release file is read rather
# than the JVM started: that costs no process.
read_major() {
  major=0
  [ -f "$1/release" ] || return 0
  while IFS= read -r jdk_line || [ -n "$jdk_line" ]; do
    case $jdk_line in
      JAVA_VERSION=*)
        to_major "${jdk_line#JAVA_VERSION=}"
        return 0
        ;;
    esac
  done <"$1/release"
}

# Sets `major` from a version as Java prints it: "25.0.3", "25-ea", "1.8.0_392", quoted or not.
to_major() {
  major=${1#\"}
  major=${major#1.}
  major=${major%%[!0-9]*}
  major=${major:-0}
}

# Takes the JDK in the folder $1 where it is nearer to the needed version than the one found so far.
consider() {
  [ -x "$1/bin/$jdk_tool" ] || [ -x "$1/bin/$jdk_tool.exe" ] || return 0
  read_major "$1"
  if [ "$major" -eq 0 ]; then
    to_major "$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')"
  fi
  if [ "$major" -lt "$needed_java" ]; then
    case "$jdk_seen
" in
      *" in $1
"*) ;;
      *)
        [ "$major" -eq 0 ] || jdk_seen="$jdk_seen
  Java $major in $1"
        ;;
    esac
  elif [ -z "$jdk" ] || [ "$major" -lt "$jdk_major" ]; then
    jdk=$1
    jdk_major=$major
  fi
}

# The `java` on the path; behind a version manager's shim, the home that this java itself names.
consider_path() {
  jdk_java=$(command -v java 2>/dev/null) || return 0
  jdk_java=$(readlink -f "$jdk_java" 2>/dev/null || echo "$jdk_java")
  jdk_home=${jdk_java%/bin/java*}
  if [ ! -f "$jdk_home/release" ]; then
    jdk_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  fi
  [ -z "$jdk_home" ] || consider "$jdk_home"
}

# Folders whose subfolders are JDKs, separated by colons.
jdk_folders() {
  if [ -n "${ARDENNES_JDK_FOLDERS+set}" ]; then
    echo "$ARDENNES_JDK_FOLDERS"
    return
  fi
  echo "/usr/lib/jvm:/usr/lib64/jvm:/usr/local/lib/jvm:/usr/java:/usr/local/java:/opt:/opt/java:/opt/jdk\
:${SDKMAN_DIR:-$HOME/.sdkman}/candidates/java:${ASDF_DATA_DIR:-$HOME/.asdf}/installs/java\
:${MISE_DATA_DIR:-$HOME/.local/share/mise}/installs/java:${JABBA_HOME:-$HOME/.jabba}/jdk\
:${JENV_ROOT:-$HOME/.jenv}/versions:$HOME/.jdks:$HOME/.gradle/jdks\
:/Library/Java/JavaVirtualMachines:$HOME/Library/Java/JavaVirtualMachines\
:/opt/homebrew/opt:/usr/local/opt:/home/linuxbrew/.linuxbrew/opt\
:/c/Program Files/Java:/c/Program Files/Eclipse Adoptium"
}

consider_folders() {
  jdk_ifs=$IFS
  IFS=:
  set -f
  # shellcheck disable=SC2046 # split at the colons
  set -- $(jdk_folders)
  set +f
  IFS=$jdk_ifs
  for jdk_folder; do
    for jdk_home in "$jdk_folder"/*; do
      [ -d "$jdk_home" ] || continue
      for jdk_inner in "$jdk_home" "$jdk_home/Contents/Home" "$jdk_home/libexec/openjdk.jdk/Contents/Home" \
        "$jdk_home/libexec"; do
        consider "$jdk_inner"
      done
    done
  done
}

find_jdk() {
  jdk_tool=${1:-java}
  jdk=
  jdk_major=0
  jdk_seen=
  [ -z "${JAVA_HOME:-}" ] || consider "$JAVA_HOME"
  [ -n "$jdk" ] || consider_path
  [ -n "$jdk" ] || consider_folders
  [ -n "$jdk" ]
}

explain_jdk() {
  {
    echo "$1: needs a JDK $needed_java or later, and found none."
    [ -z "$jdk_seen" ] || echo "Too old:$jdk_seen"
    cat <<END
Install one:
  Debian, Ubuntu   apt-get install openjdk-$needed_java-jdk
  Fedora           dnf install java-$needed_java-openjdk-devel
  macOS            brew install openjdk@$needed_java
  Windows          winget install EclipseAdoptium.Temurin.$needed_java.JDK
  with SDKMAN!     sdk install java $needed_java-tem
or unpack Eclipse Temurin $needed_java anywhere and set JAVA_HOME to its folder. Searched: JAVA_HOME, the path,
the folders of the distribution and those of SDKMAN!, asdf, mise, jabba, jEnv, Homebrew and IntelliJ IDEA.
END
  } >&2
}
