# shellcheck shell=bash
# Completion of jm and docker-machine in bash: commands, options, their values, and machines (by `ls -q`).
# Source it, or put it into a directory of bash-completion. Works without that package, and with bash 3.2.

# table: written by CompletionsTest from the commands; an option with a trailing = takes a value
_jm_commands=(active apply certs completion config context create doctor driver env exec export image import inspect ip kill logs ls provision regenerate-certs restart rm ssh ssh-config scp mount set start status stop swarm upgrade url use version help)
_jm_topics=(apply-file environment errors exit-codes files formatting)
_jm_drivers=(amazonec2 digitalocean generic none openstack qemu)
_jm_members() { # GROUP
    case $1 in
    certs) echo 'ls renew' ;;
    context) echo 'create use ls sync rm' ;;
    driver) echo 'ls inspect' ;;
    image) echo 'ls prune' ;;
    swarm) echo 'join ls leave rm' ;;
    esac
}
_jm_options() { # COMMAND, or nothing for the options before it
    case $1 in
    '') echo '--debug -D --storage-path= -s= --tls-ca-cert= --tls-ca-key= --tls-client-cert= --tls-client-key= --github-api-token= --native-ssh --host-key-check= --ssh-config= --errors= --bugsnag-api-token= --help -h --version -v' ;;
    active) echo '--timeout= -t= --help -h' ;;
    apply) echo '--file= -f= --plan --prune --replace -y --parallel= --format= --help -h' ;;
    certs) echo '--format= -f= --check --all --group= --filter= --client --ca --rotate-ca --days= -y --help -h' ;;
    completion) echo '--help -h' ;;
    config) echo '--swarm --cached --check --help -h' ;;
    context) echo '--all --group= --filter= --name= --ssh --use --unset -u --quiet -q --format= -f= --help -h' ;;
    create) echo '--driver= -d= --engine-install-url= --engine-opt= --engine-insecure-registry= --engine-registry-mirror= --engine-label= --engine-storage-driver= --engine-env= --swarm --swarm-image= --swarm-master --swarm-discovery= --swarm-strategy= --swarm-opt= --swarm-join-opt= --swarm-host= --swarm-addr= --swarm-experimental --tls-san= --resume --plan --count= --parallel= --if-not-exists --no-provision --adopt --user-data= --provision-script= --group= --ssh-jump= --open-swarm-ports --context --help -h' ;;
    doctor) echo '--format= -f= --all --fix -y --strict --offline --group= --help -h' ;;
    driver) echo '--quiet -q --format= -f= --help -h' ;;
    env) echo '--swarm --shell= --unset -u --no-proxy --cached --check --help -h' ;;
    exec) echo '--cached --check --no-proxy --swarm= --all --group= --filter= --parallel= --no-prefix --stdin --fail-fast --help -h' ;;
    export) echo '--all --group= --filter= --output= -o= --force -f --encrypt --passphrase-file= --no-driver-secrets --with-ca-key --for= --days= --help -h' ;;
    image) echo '--quiet -q --format= -f= --force -f --dry-run --all -a --help -h' ;;
    import) echo '--as= --context --list --passphrase-file= --help -h' ;;
    inspect) echo '--format= -f= --help -h' ;;
    ip) echo '--group= --help -h' ;;
    kill) echo '--group= --help -h' ;;
    logs) echo '--follow -f --lines= -n= --provision --help -h' ;;
    ls) echo '--quiet -q --filter= --group= --timeout= -t= --format= -f= --no-trunc --watch --help -h' ;;
    provision) echo '--plan --force --provision-script= --group= --help -h' ;;
    regenerate-certs) echo '--force -f --client-certs --group= --help -h' ;;
    restart) echo '--group= --help -h' ;;
    rm) echo '--force -f -y --forget --group= --gone --help -h' ;;
    ssh) echo '--help -h' ;;
    ssh-config) echo '--all --group= --filter= --write --remove --help -h' ;;
    scp) echo '--recursive -r --delta -d --quiet -q --help -h' ;;
    mount) echo '--unmount -u --help -h' ;;
    set) echo '--memory= --cpu-count= --disk-size= --engine-opt= --engine-env= --engine-insecure-registry= --engine-label= --engine-registry-mirror= --engine-storage-driver= --engine-install-url= --tls-san= --driver-option= --group= --ssh-jump= --help -h' ;;
    start) echo '--group= --help -h' ;;
    status) echo '--format= -f= --help -h' ;;
    stop) echo '--group= --help -h' ;;
    swarm) echo '--managers= --manager= --advertise= --parallel= --context --plan --format= -f= --force -f -y --help -h' ;;
    upgrade) echo '--group= --help -h' ;;
    url) echo '--help -h' ;;
    use) echo '--hook= --unset -u --no-proxy --cached --check --lines --shell= --help -h' ;;
    version) echo '--details --format= -f= --help -h' ;;
    help) echo '' ;;
    esac
}
# end of table

# Sets words to the arguments up to the cursor; bash has also split them at = and :.
_jm_words() {
    local rest=${COMP_LINE:0:COMP_POINT} blanks piece i
    words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        piece=${COMP_WORDS[i]}
        blanks=${rest%%[![:space:]]*}
        rest=${rest#"$blanks"}
        [ "$i" -lt "$COMP_CWORD" ] || piece=$rest
        if [ -z "$blanks" ] && [ "$i" -gt 0 ]; then
            words[${#words[@]} - 1]+=$piece
        else
            words+=("$piece")
        fi
        rest=${rest#"$piece"}
    done
}

# Adds a completion of the typed text; bash replaces only what follows the last = or :.
_jm_add() {
    local whole=$lead$1
    COMPREPLY+=("${whole:cut}")
}

# Offers those arguments that start with the typed text.
_jm_offer() { # WORD...
    local offer
    for offer; do
        [[ $offer != "$typed"* ]] || _jm_add "$offer"
    done
}

# The argument is not complete yet: no blank after it.
_jm_goes_on() {
    compopt -o nospace 2>/dev/null
}

_jm_offer_files() { # -f (files) or -d (directories)
    local file
    while IFS= read -r file; do
        _jm_add "$file"
    done < <(compgen "$1" -- "$typed")
    compopt -o filenames 2>/dev/null
}

_jm_call() {
    "$program" ${storage:+--storage-path "$storage"} "$@" 2>/dev/null
}

# A directory may have any name, a machine only one without special characters.
_jm_offer_machines() { # PREFIX SUFFIX
    local name
    while IFS= read -r name; do
        [[ $name =~ [^A-Za-z0-9._-] ]] || _jm_offer "$1$name$2"
    done < <(_jm_call ls -q)
}

_jm_offer_drivers() { # PREFIX
    local driver
    _jm_offer "${_jm_drivers[@]/#/$1}"
    while IFS= read -r driver; do
        _jm_offer "$1${driver#docker-machine-driver-}"
    done < <(compgen -c docker-machine-driver-)
}

_jm_offer_contexts() {
    local name
    while IFS= read -r name; do
        [[ $name =~ [^A-Za-z0-9._+-] ]] || _jm_offer "$name"
    done < <({ _jm_call ls -q; _jm_call context ls -q; } | sort -u)
}

_jm_offer_groups() { # PREFIX
    local name
    while IFS= read -r name; do
        [[ -z $name || $name =~ [^A-Za-z0-9._-] ]] || _jm_offer "$1$name"
    done < <(MACHINE_DEFAULTS=jm _jm_call ls --format '{{.Group}}' | sort -u)
}

# The options that a driver adds to create.
_jm_driver_options() { # DRIVER
    local name type
    while read -r name type _; do
        # the name comes from a plugin, and becomes part of the command line
        [[ $name != -* && $name != *[^A-Za-z0-9._-]* ]] || continue
        case $type in
        bool) echo "--$name" ;;
        int | string | strings) echo "--$name=" ;;
        esac
    done < <(_jm_call driver inspect "$1")
}

_jm_offer_values() { # OPTION
    case $1 in
    -d | --driver) _jm_offer_drivers '' ;;
    --shell) _jm_offer bash cmd dash dotenv emacs fish json powershell sh tcsh zsh ;;
    --hook) _jm_offer bash fish powershell zsh ;;
    --filter)
        case $typed in
        state=*) _jm_offer state={Running,Paused,Saved,Stopped,Stopping,Starting,Error,Timeout} ;;
        driver=*) _jm_offer_drivers driver= ;;
        name=*) _jm_offer_machines name= '' ;;
        group=*) _jm_offer_groups group= ;;
        *)
            _jm_offer driver= group= label= name= state= swarm=
            _jm_goes_on
            ;;
        esac
        ;;
    --host-key-check) _jm_offer off pin strict ;;
    --errors) _jm_offer text json ;;
    -f | --format) _jm_offer json ;;
    --group | --swarm) _jm_offer_groups '' ;;
    --manager) _jm_offer_machines '' '' ;;
    -s | --storage-path) _jm_offer_files -d ;;
    --tls-ca-* | --tls-client-* | --*-ssh-key | -o | --output | --passphrase-file) _jm_offer_files -f ;;
    esac
}

_jm_offer_arguments() { # COMMAND, NUMBER-OF-ARGUMENTS-BEFORE
    local members
    members=$(_jm_members "$1")
    if [ -n "$members" ] && [ "$2" -eq 0 ]; then
        # shellcheck disable=SC2086 # a list of words
        _jm_offer $members
        return
    fi
    case $1 in
    help | h) _jm_offer "${_jm_commands[@]}" "${_jm_topics[@]}" ;;
    completion) [ "$2" -gt 0 ] || _jm_offer bash fish powershell zsh ;;
    driver) _jm_offer_drivers '' ;;
    context) _jm_offer_contexts ;;
    swarm)
        _jm_offer_groups ''
        _jm_offer_machines '' ''
        ;;
    import) _jm_offer_files -f ;;
    ssh | exec) [ "$2" -gt 0 ] || _jm_offer_machines '' '' ;;
    scp | mount)
        # A path after a colon is on the machine.
        [[ $typed != *:* ]] || return 0
        _jm_offer_machines '' :
        if [ ${#COMPREPLY[@]} -gt 0 ]; then
            _jm_goes_on
        else
            _jm_offer_files -f
        fi
        ;;
    certs | config | doctor | env | export | inspect | ip | kill | logs | ls | provision | regenerate-certs | restart | rm | set | ssh-config | start | status | stop | \
        upgrade | url | use | version) _jm_offer_machines '' '' ;;
    esac
}

# Whether what follows belongs to another program.
_jm_passes_on() {
    [ "$command" = ssh ] || { [ "$command" = exec ] && [ "$arguments" -gt 0 ]; }
}

_jm() {
    COMPREPLY=()
    local program=$1 typed replaced=${2#[\"\']} lead='' cut storage='' driver='' command='' arguments=0 takes='' options
    local words word i
    _jm_words
    options=$(_jm_options '')
    for ((i = 1; i < ${#words[@]} - 1; i++)); do
        word=${words[i]//[\"\'\\]/}
        if [ -z "$takes" ] && [[ $word == -* ]] && ! _jm_passes_on; then
            [[ " $options " == *" ${word%%=*}= "* ]] || continue
            takes=${word%%=*}
            [[ $word == *=* ]] || continue
            word=${word#*=}
        fi
        if [ -n "$takes" ]; then
            case $takes in
            -s | --storage-path) [ -n "$command" ] || storage=${word/#\~\//$HOME/} ;;
            -d | --driver) driver=$word ;;
            esac
            takes=''
        elif [ -z "$command" ]; then
            case $word in
            list) command='ls' ;;
            remove) command='rm' ;;
            *) command=$word ;;
            esac
            options=$(_jm_options "$command")
        else
            arguments=$((arguments + 1))
        fi
        # only now may an option of the driver be one that takes a value
        if [ "$command" = create ] && [ -n "$driver" ]; then
            options="$options $(_jm_driver_options "$driver" | tr '\n' ' ')"
            driver=''
        fi
    done
    typed=${words[${#words[@]} - 1]#[\"\']}
    [[ $replaced != [=:] ]] || replaced=''
    cut=$((${#typed} - ${#replaced}))
    if [ -z "$takes" ] && [[ $typed == -*=* && " $options " == *" ${typed%%=*}= "* ]] && ! _jm_passes_on; then
        takes=${typed%%=*}
        lead=$takes=
        typed=${typed#*=}
    fi
    if [ -n "$takes" ]; then
        _jm_offer_values "$takes"
    elif [[ $typed == -* ]] && ! _jm_passes_on; then
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
