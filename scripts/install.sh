#!/bin/sh
# Installs a release of jm on Linux or macOS, without root, and removes it again.
#
#   curl -fsSL ADDRESS/install.sh | sh                            into ~/.local (root: /usr/local)
#   curl -fsSL ADDRESS/install.sh | sh -s -- --uninstall
#
# Everything is in DIRECTORY/share/jm; links to it are in DIRECTORY/bin and where shells and man look. No other file is
# replaced or removed.
set -eu

# The address of the release's files; scripts/release fills it in.
released=

usage() {
    cat <<'X'
Installs a release of jm, and removes it again.

  install.sh [--prefix DIRECTORY] [--form native|jar] [--as-docker-machine]
  install.sh --uninstall [--prefix DIRECTORY]

  --prefix DIRECTORY   where to install: ~/.local, or /usr/local for root
  --form native|jar    the executable, or the jar (needs Java 17 or later); by default the executable if it runs here
  --as-docker-machine  also makes the link DIRECTORY/bin/docker-machine
  --uninstall          removes what this script installed; machines and certificates stay in ~/.docker/machine

JM_BASE_URL is the address of a directory with the archives and SHA256SUMS.
X
}
say() { printf 'install.sh: %s\n' "$1" >&2; }
stop() {
    for line in "$@"; do say "$line"; done
    exit 1
}

download() { # URL FILE
    if command -v curl >/dev/null 2>&1; then
        # a redirection must not lead from HTTPS to a protocol without encryption
        case $1 in https:*) protocol='=https' ;; *) protocol='=http,https,file' ;; esac
        curl -fsSL --retry 2 --proto "$protocol" --proto-redir "$protocol" -o "$2" "$1" || stop "cannot download $1"
    elif command -v wget >/dev/null 2>&1; then
        wget -q -O "$2" "$1" || stop "cannot download $1"
    else
        stop "needs curl or wget"
    fi
}
sha256() { # FILE
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum "$1" | cut -d ' ' -f 1
    elif command -v shasum >/dev/null 2>&1; then
        shasum -a 256 "$1" | cut -d ' ' -f 1
    else
        openssl dgst -sha256 -r "$1" | cut -d ' ' -f 1
    fi
}

# Whether the executable runs here: glibc 2.34, and the instructions that its build asked for. Otherwise, sets $reason.
native_runs() {
    [ "$system" = linux ] || return 0
    glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || glibc=
    minor=${glibc#glibc 2.}
    case $minor in
    '' | *[!0-9]*) reason="this system has no glibc" && return 1 ;;
    esac
    [ "$minor" -ge 34 ] || { reason="it needs glibc 2.34, here is 2.$minor" && return 1; }
    [ "$machine" = x86_64 ] || return 0
    for flag in avx aes pclmulqdq; do
        grep -qw "$flag" /proc/cpuinfo || { reason="the processor has no $flag" && return 1; }
    done
}
java_runs() {
    java=java
    [ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
    major=$("$java" -version 2>&1 | sed -n '1s/^[^"]*"\([0-9]*\).*/\1/p') || major=
    [ "${major:-0}" -ge 17 ]
}

# The archive for this computer, from SHA256SUMS: its name in $archive, its checksum in $expected.
choose() {
    system=$(uname -s | tr '[:upper:]' '[:lower:]')
    machine=$(uname -m)
    case $system in
    linux | darwin) ;;
    *) stop "jm has no release for $(uname -s); docs/install.md describes how to build it" ;;
    esac
    case $machine in
    amd64) machine=x86_64 ;;
    arm64) [ "$system" = darwin ] || machine=aarch64 ;;
    esac
    reason=
    if [ "$form" != jar ]; then
        find_archive "$system-$machine"
        [ -n "$archive" ] || reason="this release has none for $system-$machine"
        if [ -n "$archive" ] && native_runs; then
            return
        fi
        [ "$form" != native ] || stop "the executable cannot run here: $reason"
    fi
    find_archive jar
    [ -n "$archive" ] || stop "$base/SHA256SUMS lists no archive for this computer"
    [ -z "$reason" ] || say "the jar is installed, because the executable cannot run here: $reason"
    java_runs || stop "the jar needs Java 17 or later; install one, or set JAVA_HOME, and try again"
}
find_archive() { # SUFFIX
    archive=$(sed -n "s/^[0-9a-f]\{64\}  \(jm-[0-9A-Za-z.]*-$1\.tar\.gz\)\$/\1/p" "$work/SHA256SUMS" | tail -n 1)
    expected=$(sed -n "s/^\([0-9a-f]*\)  $archive\$/\1/p" "$work/SHA256SUMS" | head -n 1)
}

# links: the installed links, as lines TARGET PATH below the prefix.
links() {
    tree=$1
    echo "../share/jm/bin/jm bin/jm"
    (cd "$tree/share" && find bash-completion zsh fish man -type f 2>/dev/null | sort) | while read -r file; do
        up=$(dirname "$file" | sed 's:[^/][^/]*:..:g')
        echo "$up/jm/share/$file share/$file"
    done
    [ "$alias" = no ] || echo "jm bin/docker-machine"
}
# Whether a link is one of this script's.
ours() { # PATH
    [ -h "$1" ] && case $(readlink "$1") in */share/jm/* | ../jm/* | */../jm/share/* | jm) ;; *) false ;; esac
}

# Directories that were made, the deepest last, so that --uninstall can remove them if they are empty.
make_directory() { # DIRECTORY
    [ -d "$1" ] && return
    make_directory "$(dirname "$1")"
    mkdir "$1"
    echo "$1" >>"$work/made"
}

uninstall() {
    [ -f "$home/installed" ] || stop "jm is not installed in $prefix by install.sh"
    while read -r path; do
        if ours "$prefix/$path"; then
            rm -f "$prefix/$path"
        elif [ -e "$prefix/$path" ]; then
            say "$prefix/$path was replaced and is kept"
        fi
    done <"$home/installed"
    cp "$home/made" "$work/made"
    rm -rf "$home"
    # the deepest directory first
    sort -r "$work/made" | while read -r directory; do rmdir "$directory" 2>/dev/null || true; done
    echo "uninstalled jm from $prefix; machines and certificates are still in ~/.docker/machine"
}

install() {
    base=${JM_BASE_URL:-$released}
    base=${base%/}
    [ -n "$base" ] || stop "set JM_BASE_URL to the address of a release, a directory with the archives and SHA256SUMS"
    download "$base/SHA256SUMS" "$work/SHA256SUMS"
    choose
    download "$base/$archive" "$work/$archive"
    found=$(sha256 "$work/$archive")
    [ "$found" = "$expected" ] || stop "the checksum of $base/$archive is wrong, nothing was installed" \
        "expected $expected" "found    $found"
    mkdir "$work/unpacked"
    tar -xzf "$work/$archive" -C "$work/unpacked"
    unpacked=$work/unpacked/${archive%.tar.gz}
    MACHINE_STORAGE_PATH=$work/store "$unpacked/bin/jm" version >"$work/version" 2>&1 ||
        stop "jm does not run here, nothing was installed" "$(cat "$work/version")"

    if [ -f "$home/installed" ] && grep -qx bin/docker-machine "$home/installed"; then alias=yes; fi
    links "$unpacked" >"$work/links"
    while read -r _ path; do
        if { [ -e "$prefix/$path" ] || [ -h "$prefix/$path" ]; } && ! ours "$prefix/$path"; then
            stop "$prefix/$path exists and is not of this script, nothing was changed" "rename it, or use another --prefix"
        fi
    done <"$work/links"

    : >"$work/made"
    [ ! -f "$home/made" ] || cp "$home/made" "$work/made"
    make_directory "$prefix/share"
    while read -r _ path; do make_directory "$(dirname "$prefix/$path")"; done <"$work/links"
    sed 's/^[^ ]* //' "$work/links" >"$unpacked/installed"
    cp "$work/made" "$unpacked/made"
    # On the same file system, so that the change is one rename.
    rm -rf "$home.new" "$home.old"
    cp -R "$unpacked" "$home.new"
    [ ! -f "$home/installed" ] || cp "$home/installed" "$work/before"
    [ ! -d "$home" ] || mv "$home" "$home.old"
    mv "$home.new" "$home"
    rm -rf "$home.old"
    while read -r target path; do
        rm -f "$prefix/$path"
        ln -s "$target" "$prefix/$path"
    done <"$work/links"
    # links of the earlier version that this one does not have
    if [ -f "$work/before" ]; then
        while read -r path; do
            grep -qxF "$path" "$home/installed" || ! ours "$prefix/$path" || rm -f "$prefix/$path"
        done <"$work/before"
    fi
    if [ -x "$home/lib/jm/archive" ]; then
        "$home/lib/jm/archive" "$home/lib/jm" >/dev/null 2>&1 || say "no class archive was created, so jm starts more slowly"
    fi
    echo "installed $prefix/bin/jm: $(cat "$work/version")"
    case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) echo "add it to your PATH: export PATH=\"$prefix/bin:\$PATH\"" ;;
    esac
}

# In a function, so that nothing runs if the download of this script was cut.
main() {
    prefix=$HOME/.local
    [ "$(id -u)" != 0 ] || prefix=/usr/local
    form=
    alias=no
    action=install
    while [ $# -gt 0 ]; do
        case $1 in
        --prefix | --form)
            [ -n "${2:-}" ] || stop "$1 needs a value"
            [ "$1" = --form ] && form=$2 || prefix=${2%/}
            shift
            ;;
        --as-docker-machine) alias=yes ;;
        --uninstall) action=uninstall ;;
        -h | --help) usage && exit ;;
        *) stop "unknown option $1" "install.sh --help lists the options" ;;
        esac
        shift
    done
    case $form in
    '' | native | jar) ;;
    *) stop "--form is native or jar, not $form" ;;
    esac
    case $prefix in
    /*) ;;
    *) prefix=$(pwd)/$prefix ;;
    esac
    home=$prefix/share/jm
    if [ -e "$home" ] && [ ! -f "$home/installed" ]; then
        stop "$home exists and is not of this script" "remove it, or use another --prefix"
    fi
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    $action
}
main "$@"
