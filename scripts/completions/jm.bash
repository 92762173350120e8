# shellcheck shell=bash
# Completion of jm and docker-machine in bash: commands, options, their values, and machines (by `ls -q`).
# Source it, or put it into a folder of bash-completion. Works without that package, and with bash 3.2.

# table: written by CompletionsTest from the commands; an option with a trailing = takes a value
_jm_commands=(active config create driver env inspect ip kill ls provision regenerate-certs restart rm ssh scp mount start status stop upgrade url version help)
_jm_options() { # COMMAND, or nothing for the options before it
    case $1 in
    '') echo '--debug -D --storage-path= -s= --tls-ca-cert= --tls-ca-key= --tls-client-cert= --tls-client-key= --github-api-token= --native-ssh --host-key-check= --bugsnag-api-token= --help -h --version -v' ;;
    active) echo '--timeout= -t= --help -h' ;;
    config) echo '--swarm --cached --check --help -h' ;;
    create) echo '--driver= -d= --engine-install-url= --engine-opt= --engine-insecure-registry= --engine-registry-mirror= --engine-label= --engine-storage-driver= --engine-env= --swarm --swarm-image= --swarm-master --swarm-discovery= --swarm-strategy= --swarm-opt= --swarm-join-opt= --swarm-host= --swarm-addr= --swarm-experimental --tls-san= --resume --plan --help -h' ;;
    driver) echo '--quiet -q --format= -f= --help -h' ;;
    env) echo '--swarm --shell= --unset -u --no-proxy --cached --check --help -h' ;;
    inspect) echo '--format= -f= --help -h' ;;
    ip) echo '--help -h' ;;
    kill) echo '--help -h' ;;
    ls) echo '--quiet -q --filter= --timeout= -t= --format= -f= --help -h' ;;
    provision) echo '--plan --help -h' ;;
    regenerate-certs) echo '--force -f --client-certs --help -h' ;;
    restart) echo '--help -h' ;;
    rm) echo '--force -f -y --help -h' ;;
    ssh) echo '--help -h' ;;
    scp) echo '--recursive -r --delta -d --quiet -q --help -h' ;;
    mount) echo '--unmount -u --help -h' ;;
    start) echo '--help -h' ;;
    status) echo '--help -h' ;;
    stop) echo '--help -h' ;;
    upgrade) echo '--help -h' ;;
    url) echo '--help -h' ;;
    version) echo '--details --help -h' ;;
    help) echo '' ;;
    esac
}
# end of table

# Offers those words that go on with what is typed.
_jm_offer() { # WORD...
    local offer
    for offer; do
        [[ $offer != "$typed"* ]] || COMPREPLY+=("$offer")
    done
}

_jm_offer_files() { # -f (files) or -d (folders)
    local file
    while IFS= read -r file; do
        COMPREPLY+=("$file")
    done < <(compgen "$1" -- "$typed")
    compopt -o filenames 2>/dev/null
}

# A folder may have any name, a machine only a harmless one.
_jm_offer_machines() { # SUFFIX
    local name
    while IFS= read -r name; do
        [[ $name =~ [^A-Za-z0-9._-] ]] || _jm_offer "$name$1"
    done < <("$program" ${storage:+--storage-path "$storage"} ls -q 2>/dev/null)
}

# The options of create with those of a driver, read from its help.
_jm_create_options() { # DRIVER
    local line word names
    while IFS= read -r line; do
        [[ $line == '  -'* ]] || continue
        names=()
        for word in $line; do
            case $word in
            -*) names+=("${word%,}") ;;
            VALUE | N) names=("${names[@]/%/=}") && break ;;
            *) break ;;
            esac
        done
        printf '%s\n' "${names[@]}"
    done < <("$program" create --driver "$1" --help 2>/dev/null)
}

_jm_offer_values() { # OPTION
    local driver
    case $1 in
    -d | --driver)
        _jm_offer none generic
        while IFS= read -r driver; do
            _jm_offer "${driver#docker-machine-driver-}"
        done < <(compgen -c docker-machine-driver-)
        ;;
    --shell) _jm_offer bash cmd dash emacs fish powershell sh tcsh zsh ;;
    --filter) _jm_offer driver= label= name= state= swarm= ;;
    --host-key-check) _jm_offer off pin strict ;;
    -s | --storage-path) _jm_offer_files -d ;;
    --tls-ca-* | --tls-client-* | --*-ssh-key) _jm_offer_files -f ;;
    esac
}

_jm_offer_arguments() { # COMMAND, NUMBER-OF-ARGUMENTS-BEFORE
    case $1 in
    help | h) _jm_offer "${_jm_commands[@]}" ;;
    ssh) [ "$2" -gt 0 ] || _jm_offer_machines '' ;;
    scp | mount)
        # What is behind a colon is on the machine.
        [[ $previous != : ]] || return 0
        _jm_offer_machines :
        if [ ${#COMPREPLY[@]} -gt 0 ]; then
            compopt -o nospace 2>/dev/null
        else
            _jm_offer_files -f
        fi
        ;;
    config | env | inspect | ip | kill | provision | regenerate-certs | restart | rm | start | status | stop | \
        upgrade | url | version) _jm_offer_machines '' ;;
    esac
}

_jm() {
    COMPREPLY=()
    local program=$1 typed=$2 previous=$3 storage='' driver='' command='' arguments=0 takes='' options word i
    # bash parts words at = and : too
    case $typed in
    =) typed='' ;;
    :) typed='' previous=: ;;
    esac
    [ "$previous" != = ] || previous=${COMP_WORDS[COMP_CWORD - 2]}
    options=$(_jm_options '')
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [ -n "$takes" ]; then
            [ "$word" != = ] || continue
            word=${word//[\"\'\\]/}
            case $takes in
            -s | --storage-path) [ -n "$command" ] || storage=${word/#\~\//$HOME/} ;;
            -d | --driver) driver=$word ;;
            esac
            takes=''
        elif [[ $word == -* && $command != ssh ]]; then
            [[ " $options " != *" $word= "* ]] || takes=$word
        elif [ -z "$command" ]; then
            command=$word
            options=$(_jm_options "$command")
        else
            arguments=$((arguments + 1))
        fi
    done
    if [ "$command" = create ] && [ -n "$driver" ]; then
        options=$(_jm_create_options "$driver" | tr '\n' ' ')
        [[ " $options " != *" $previous= "* ]] || takes=$previous
    fi
    if [ -n "$takes" ]; then
        _jm_offer_values "$takes"
    elif [[ $typed == -* && $command != ssh ]]; then
        # shellcheck disable=SC2086 # a list of words
        set -- ${options//=/}
        _jm_offer "$@"
    elif [ -z "$command" ]; then
        _jm_offer "${_jm_commands[@]}"
    else
        _jm_offer_arguments "$command" "$arguments"
    fi
}
complete -F _jm jm docker-machine
