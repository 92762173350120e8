# Completion of jm and docker-machine in fish: commands, options, their values, and machines (by `ls -q`).
# Put it, or a link to it named after the program, into a folder of $fish_complete_path.

# The words behind the program and its own options; before them its store, or an empty line.
function __jm_words
    set -l words (commandline -opc)
    set -l store ''
    set -e words[1]
    while set -q words[1]; and string match -q -- '-*' $words[1]
        if contains -- $words[1] -s --storage-path
            set store $words[2]
        else if string match -q -- '--storage-path=*' $words[1]
            set store (string replace -- --storage-path= '' $words[1])
        end
        contains -- $words[1] $__jm_valued; and set -e words[1]
        set -e words[1]
    end
    printf '%s\n' $store $words
end

function __jm_call
    set -l words (__jm_words)
    set -l program (commandline -opc)[1]
    set -l store
    test -z "$words[1]"; or set store --storage-path $words[1]
    $program $store $argv 2>/dev/null
end

function __jm_no_command
    test (count (__jm_words)) -eq 1
end

function __jm_command
    set -l words (__jm_words)
    test (count $words) -gt 1; and contains -- $words[2] $argv
end

function __jm_first_argument
    test (count (__jm_words)) -eq 2
end

# What is behind a colon is on the machine.
function __jm_on_machine
    string match -q '*:*' -- (commandline -ct)
end

# A folder may have any name, a machine only a harmless one.
function __jm_machines
    __jm_call ls -q | string match -r -- '^[A-Za-z0-9._-]+$'
end

function __jm_drivers
    printf '%s\n' none generic (complete -C docker-machine-driver- | string replace -rf '^docker-machine-driver-(\S+).*' '$1')
end

function __jm_values
    switch $argv[1]
        case driver
            __jm_drivers
        case shell
            printf '%s\n' bash cmd dash emacs fish powershell sh tcsh zsh
        case filter
            switch (string replace -r -- '^--filter=' '' (commandline -ct))
                case 'state=*'
                    printf 'state=%s\n' Running Paused Saved Stopped Stopping Starting Error Timeout
                case 'driver=*'
                    printf 'driver=%s\n' (__jm_drivers)
                case 'name=*'
                    printf 'name=%s\n' (__jm_machines)
                case '*'
                    printf '%s\n' driver= label= name= state= swarm=
            end
        case host-key-check
            printf '%s\n' off pin strict
        case storage-path 'tls-ca-*' 'tls-client-*'
            __fish_complete_path (commandline -ct)
    end
end

# The options that a driver adds to create; the texts are in the last column, the heading of which tells where it begins.
function __jm_driver_options
    set -l words (__jm_words)
    set -l driver (string replace -rf -- '^--driver=' '' $words)
    for i in (seq (count $words))
        contains -- $words[$i] -d --driver; and set driver $words[(math $i + 1)]
    end
    test -n "$driver"; or return
    set -l lines (__jm_call driver inspect $driver)
    set -l before (string length -- (string replace -r 'USAGE.*' '' -- $lines[1]))
    for line in $lines[2..-1]
        printf '%s\t%s\n' --(string split -m 1 ' ' -- $line)[1] (string sub -s (math $before + 1) -- $line)
    end
end

complete -c docker-machine -w jm
complete -c jm -n 'not __jm_command scp mount; or __jm_on_machine' -f
complete -c jm -n '__jm_command config env inspect ip kill provision regenerate-certs restart rm start status stop upgrade url version' -a '(__jm_machines)'
complete -c jm -n '__jm_command ssh; and __jm_first_argument' -a '(__jm_machines)'
complete -c jm -n '__jm_command scp mount; and not __jm_on_machine' -a '(__jm_machines | string replace -r "\$" :)'
complete -c jm -n '__jm_command create' -a '(__jm_driver_options)'

# table: written by CompletionsTest from the commands
set -g __jm_valued --storage-path -s --tls-ca-cert --tls-ca-key --tls-client-cert --tls-client-key --github-api-token --host-key-check --bugsnag-api-token
complete -c jm -n '__jm_no_command; or __jm_command help' -a active -d 'Print which machine is active'
complete -c jm -n '__jm_no_command; or __jm_command help' -a config -d 'Print the connection config for machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a create -d 'Create a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a driver -d 'List drivers and their options'
complete -c jm -n '__jm_no_command; or __jm_command help' -a env -d 'Display the commands to set up the environment for the Docker client'
complete -c jm -n '__jm_no_command; or __jm_command help' -a inspect -d 'Inspect information about a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a ip -d 'Get the IP address of a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a kill -d 'Kill a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a ls -d 'List machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a provision -d 'Re-provision existing machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a regenerate-certs -d 'Regenerate TLS Certificates for a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a restart -d 'Restart a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a rm -d 'Remove a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a ssh -d 'Log into or run a command on a machine with SSH.'
complete -c jm -n '__jm_no_command; or __jm_command help' -a scp -d 'Copy files between machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a mount -d 'Mount or unmount a directory from a machine with SSHFS.'
complete -c jm -n '__jm_no_command; or __jm_command help' -a start -d 'Start a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a status -d 'Get the status of a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a stop -d 'Stop a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a upgrade -d 'Upgrade a machine to the latest version of Docker'
complete -c jm -n '__jm_no_command; or __jm_command help' -a url -d 'Get the URL of a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a version -d 'Show the Docker Machine version or a machine docker version'
complete -c jm -n '__jm_no_command; or __jm_command help' -a help -d 'Show a list of commands, or the help of one command'
complete -c jm -n __jm_no_command -l debug -s D -d 'Enable debug mode'
complete -c jm -n __jm_no_command -l storage-path -s s -x -a '(__jm_values storage-path)' -d 'Where machines and certificates are kept'
complete -c jm -n __jm_no_command -l tls-ca-cert -x -a '(__jm_values tls-ca-cert)' -d 'CA that remote engines are checked against'
complete -c jm -n __jm_no_command -l tls-ca-key -x -a '(__jm_values tls-ca-key)' -d 'Private key that makes certificates'
complete -c jm -n __jm_no_command -l tls-client-cert -x -a '(__jm_values tls-client-cert)' -d 'Client certificate for TLS'
complete -c jm -n __jm_no_command -l tls-client-key -x -a '(__jm_values tls-client-key)' -d 'Private key of the client certificate'
complete -c jm -n __jm_no_command -l github-api-token -x -a '(__jm_values github-api-token)' -d 'Token for look-ups at GitHub'
complete -c jm -n __jm_no_command -l native-ssh -d 'Use the ssh program of this system'
complete -c jm -n __jm_no_command -l host-key-check -x -a '(__jm_values host-key-check)' -d 'How host keys are checked: off, pin, strict'
complete -c jm -n __jm_no_command -l bugsnag-api-token -x -a '(__jm_values bugsnag-api-token)' -d 'Accepted and ignored: nothing is ever reported'
complete -c jm -n __jm_no_command -l help -s h -d 'Show help'
complete -c jm -n __jm_no_command -l version -s v -d 'Print the version'
complete -c jm -n '__jm_command active' -l timeout -s t -x -a '(__jm_values timeout)' -d 'Timeout in seconds, default to 10s'
complete -c jm -n '__jm_command active' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command config' -l swarm -d 'Display the Swarm config instead of the Docker daemon'
complete -c jm -n '__jm_command config' -l cached -d 'Print what is recorded without contacting the Docker daemon'
complete -c jm -n '__jm_command config' -l check -d 'Contact the Docker daemon first, whatever the driver'
complete -c jm -n '__jm_command config' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command create' -l driver -s d -x -a '(__jm_values driver)' -d 'Driver to create machine with.'
complete -c jm -n '__jm_command create' -l engine-install-url -x -a '(__jm_values engine-install-url)' -d 'Custom URL to use for engine installation'
complete -c jm -n '__jm_command create' -l engine-opt -x -a '(__jm_values engine-opt)' -d 'Arbitrary flag of the engine in the form flag=value'
complete -c jm -n '__jm_command create' -l engine-insecure-registry -x -a '(__jm_values engine-insecure-registry)' -d 'Insecure registry to allow with the engine'
complete -c jm -n '__jm_command create' -l engine-registry-mirror -x -a '(__jm_values engine-registry-mirror)' -d 'Registry mirror to use'
complete -c jm -n '__jm_command create' -l engine-label -x -a '(__jm_values engine-label)' -d 'Label of the engine'
complete -c jm -n '__jm_command create' -l engine-storage-driver -x -a '(__jm_values engine-storage-driver)' -d 'Storage driver of the engine'
complete -c jm -n '__jm_command create' -l engine-env -x -a '(__jm_values engine-env)' -d 'Environment variable of the engine'
complete -c jm -n '__jm_command create' -l swarm -d 'Configure Machine to join a Swarm cluster'
complete -c jm -n '__jm_command create' -l swarm-image -x -a '(__jm_values swarm-image)' -d 'Docker image to use for Swarm'
complete -c jm -n '__jm_command create' -l swarm-master -d 'Configure Machine to be a Swarm master'
complete -c jm -n '__jm_command create' -l swarm-discovery -x -a '(__jm_values swarm-discovery)' -d 'Discovery service to use with Swarm'
complete -c jm -n '__jm_command create' -l swarm-strategy -x -a '(__jm_values swarm-strategy)' -d 'Default scheduling strategy for Swarm'
complete -c jm -n '__jm_command create' -l swarm-opt -x -a '(__jm_values swarm-opt)' -d 'Arbitrary flag for Swarm master'
complete -c jm -n '__jm_command create' -l swarm-join-opt -x -a '(__jm_values swarm-join-opt)' -d 'Arbitrary flag for Swarm join'
complete -c jm -n '__jm_command create' -l swarm-host -x -a '(__jm_values swarm-host)' -d 'ip/socket to listen on for Swarm master'
complete -c jm -n '__jm_command create' -l swarm-addr -x -a '(__jm_values swarm-addr)' -d 'addr to advertise for Swarm (machine IP if left out)'
complete -c jm -n '__jm_command create' -l swarm-experimental -d 'Enable Swarm experimental features'
complete -c jm -n '__jm_command create' -l tls-san -x -a '(__jm_values tls-san)' -d 'Extra name or address in the engine'\''s certificate'
complete -c jm -n '__jm_command create' -l resume -d 'Go on with a creation that stopped half-way'
complete -c jm -n '__jm_command create' -l plan -d 'Print every remote command that would run, and run none'
complete -c jm -n '__jm_command create' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command driver' -l quiet -s q -d 'Only the names'
complete -c jm -n '__jm_command driver' -l format -s f -x -a '(__jm_values format)' -d 'table or json'
complete -c jm -n '__jm_command driver' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command env' -l swarm -d 'Display the Swarm config instead of the Docker daemon'
complete -c jm -n '__jm_command env' -l shell -x -a '(__jm_values shell)' -d 'Force environment to be configured for a specified shell: [fish, cmd, powershell, tcsh, emacs], default is auto-detect'
complete -c jm -n '__jm_command env' -l unset -s u -d 'Unset variables instead of setting them'
complete -c jm -n '__jm_command env' -l no-proxy -d 'Add machine IP to NO_PROXY environment variable'
complete -c jm -n '__jm_command env' -l cached -d 'Print what is recorded without contacting the Docker daemon'
complete -c jm -n '__jm_command env' -l check -d 'Contact the Docker daemon first, whatever the driver'
complete -c jm -n '__jm_command env' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command inspect' -l format -s f -x -a '(__jm_values format)' -d 'Format the output using the given go template.'
complete -c jm -n '__jm_command inspect' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command ip' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command kill' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command ls' -l quiet -s q -d 'Enable quiet mode'
complete -c jm -n '__jm_command ls' -l filter -x -a '(__jm_values filter)' -d 'Filter output based on conditions provided'
complete -c jm -n '__jm_command ls' -l timeout -s t -x -a '(__jm_values timeout)' -d 'Timeout in seconds, default to 10s'
complete -c jm -n '__jm_command ls' -l format -s f -x -a '(__jm_values format)' -d 'Pretty-print machines using a Go template, or json'
complete -c jm -n '__jm_command ls' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command provision' -l plan -d 'Print every remote command that would change something, and run none'
complete -c jm -n '__jm_command provision' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command regenerate-certs' -l force -s f -d 'Force rebuild and do not prompt'
complete -c jm -n '__jm_command regenerate-certs' -l client-certs -d 'Also regenerate client certificates and CA.'
complete -c jm -n '__jm_command regenerate-certs' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command restart' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command rm' -l force -s f -d 'Remove local configuration even if machine cannot be removed; implies -y'
complete -c jm -n '__jm_command rm' -s y -d 'Remove without asking'
complete -c jm -n '__jm_command rm' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command ssh' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command scp' -l recursive -s r -d 'Copy files recursively (required to copy directories)'
complete -c jm -n '__jm_command scp' -l delta -s d -d 'Reduce amount of data sent over network by sending only the differences (uses rsync)'
complete -c jm -n '__jm_command scp' -l quiet -s q -d 'Disables the progress meter as well as warning and diagnostic messages from ssh'
complete -c jm -n '__jm_command scp' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command mount' -l unmount -s u -d 'Unmount instead of mount'
complete -c jm -n '__jm_command mount' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command start' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command status' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command stop' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command upgrade' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command url' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command version' -l details -d 'Say also which form of jm runs, and where its store is'
complete -c jm -n '__jm_command version' -l help -s h -d 'Show help'
# end of table
