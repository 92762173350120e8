# Completion of jm and docker-machine in fish: commands, options, their values, and machines (by `ls -q`).
# Put it, or a link to it named after the program, into a directory of $fish_complete_path.

# Prints the store, or an empty line, and then the arguments after the program and its options.
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
    test (count $words) -gt 1; or return
    contains -- (string replace -r '^list$' ls -- $words[2] | string replace -r '^remove$' rm) $argv
end

function __jm_first_argument
    test (count (__jm_words)) -eq 2
end

# A path after a colon is on the machine.
function __jm_on_machine
    string match -q '*:*' -- (commandline -ct)
end

# A directory may have any name, a machine only one without special characters.
function __jm_machines
    __jm_call ls -q | string match -r -- '^[A-Za-z0-9._-]+$'
end

function __jm_drivers
    printf '%s\n' $__jm_built_in (complete -C docker-machine-driver- | string replace -rf '^docker-machine-driver-(\S+).*' '$1')
end

function __jm_contexts
    begin
        __jm_call ls -q
        __jm_call context ls -q
    end | string match -r -- '^[A-Za-z0-9._+-]+$' | sort -u
end

function __jm_groups
    MACHINE_DEFAULTS=jm __jm_call ls --format '{{.Group}}' | string match -r -- '^[A-Za-z0-9._-]+$' | sort -u
end

function __jm_values
    switch $argv[1]
        case driver
            __jm_drivers
        case shell
            printf '%s\n' bash cmd dash dotenv emacs fish json powershell sh tcsh zsh
        case hook
            printf '%s\n' bash fish powershell zsh
        case filter
            switch (string replace -r -- '^--filter=' '' (commandline -ct))
                case 'state=*'
                    printf 'state=%s\n' Running Paused Saved Stopped Stopping Starting Error Timeout
                case 'driver=*'
                    printf 'driver=%s\n' (__jm_drivers)
                case 'name=*'
                    printf 'name=%s\n' (__jm_machines)
                case 'group=*'
                    printf 'group=%s\n' (__jm_groups)
                case '*'
                    printf '%s\n' driver= group= label= name= state= swarm=
            end
        case host-key-check
            printf '%s\n' off pin strict
        case errors
            printf '%s\n' text json
        case format
            printf '%s\n' json
        case group swarm
            __jm_groups
        case manager
            __jm_machines
        case storage-path 'tls-ca-*' 'tls-client-*' '*-ssh-key' output passphrase-file
            __fish_complete_path (commandline -ct)
    end
end

# The options that a driver adds to create; the descriptions are in the last column; its heading shows where it starts.
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
        set -l name (string split -m 1 ' ' -- $line)[1]
        # the name comes from a plugin, and becomes part of the command line
        string match -rq -- '^[A-Za-z0-9._][A-Za-z0-9._-]*$' $name; or continue
        printf '%s\t%s\n' --$name (string sub -s (math $before + 1) -- $line)
    end
end

complete -c docker-machine -w jm
complete -c jm -n 'not __jm_command scp mount import; or __jm_on_machine' -f
complete -c jm -n '__jm_command config doctor env export inspect ip kill logs ls provision regenerate-certs restart rm set ssh-config start status stop upgrade url use version' -a '(__jm_machines)'
complete -c jm -n '__jm_command driver; and not __jm_first_argument' -a '(__jm_drivers)'
complete -c jm -n '__jm_command context; and not __jm_first_argument' -a '(__jm_contexts)'
complete -c jm -n '__jm_command completion; and __jm_first_argument' -a 'bash fish powershell zsh'
complete -c jm -n '__jm_command certs; and not __jm_first_argument' -a '(__jm_machines)'
complete -c jm -n '__jm_command swarm; and not __jm_first_argument' -a '(__jm_groups; __jm_machines)'
complete -c jm -n '__jm_command ssh exec; and __jm_first_argument' -a '(__jm_machines)'
complete -c jm -n '__jm_command scp mount; and not __jm_on_machine' -a '(__jm_machines | string replace -r "\$" :)'
complete -c jm -n '__jm_command create' -a '(__jm_driver_options)'

# table: written by CompletionsTest from the commands
set -g __jm_valued --storage-path -s --tls-ca-cert --tls-ca-key --tls-client-cert --tls-client-key --github-api-token --host-key-check --ssh-config --errors --bugsnag-api-token
set -g __jm_built_in amazonec2 digitalocean generic none openstack qemu
complete -c jm -n '__jm_command certs; and __jm_first_argument' -a 'ls renew'
complete -c jm -n '__jm_command context; and __jm_first_argument' -a 'create use ls sync rm'
complete -c jm -n '__jm_command driver; and __jm_first_argument' -a 'ls inspect'
complete -c jm -n '__jm_command image; and __jm_first_argument' -a 'ls prune'
complete -c jm -n '__jm_command swarm; and __jm_first_argument' -a 'join ls leave rm'
complete -c jm -n '__jm_no_command; or __jm_command help' -a active -d 'Print the name of the active machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a apply -d 'Make the machines of a group as a file describes them'
complete -c jm -n '__jm_no_command; or __jm_command help' -a certs -d 'Show and renew certificates'
complete -c jm -n '__jm_no_command; or __jm_command help' -a completion -d 'Print the completion script for a shell'
complete -c jm -n '__jm_no_command; or __jm_command help' -a config -d 'Print the options that connect a Docker client to a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a context -d 'Keep docker contexts for machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a create -d 'Create a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a doctor -d 'Find what is wrong, and the command that repairs it'
complete -c jm -n '__jm_no_command; or __jm_command help' -a driver -d 'List drivers and their options'
complete -c jm -n '__jm_no_command; or __jm_command help' -a env -d 'Print the shell commands that connect the Docker client to a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a exec -d 'Run a local command whose Docker client uses a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a export -d 'Write machines into one file, for another computer'
complete -c jm -n '__jm_no_command; or __jm_command help' -a image -d 'List and delete cached disk images'
complete -c jm -n '__jm_no_command; or __jm_command help' -a import -d 'Take machines from a file that export wrote'
complete -c jm -n '__jm_no_command; or __jm_command help' -a inspect -d 'Print everything that is recorded of a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a ip -d 'Print the IP address of machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a kill -d 'Stop machines by force'
complete -c jm -n '__jm_no_command; or __jm_command help' -a logs -d 'Print the log of a machine'\''s engine, or of its provisioning'
complete -c jm -n '__jm_no_command; or __jm_command help' -a ls -d 'List machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a provision -d 'Configure the engines of machines again'
complete -c jm -n '__jm_no_command; or __jm_command help' -a regenerate-certs -d 'Create new TLS certificates for machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a restart -d 'Restart machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a rm -d 'Remove machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a ssh -d 'Log in to a machine with SSH, or run a command there'
complete -c jm -n '__jm_no_command; or __jm_command help' -a ssh-config -d 'Let ssh, scp, rsync and editors know the machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a scp -d 'Copy files from and to machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a mount -d 'Mount a directory of a machine with SSHFS'
complete -c jm -n '__jm_no_command; or __jm_command help' -a set -d 'Change machines: size, group, jump hosts, engine options, values of the driver'
complete -c jm -n '__jm_no_command; or __jm_command help' -a start -d 'Start machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a status -d 'Print the state of a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a stop -d 'Stop machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a swarm -d 'Form docker swarms of machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a upgrade -d 'Upgrade the engines of machines'
complete -c jm -n '__jm_no_command; or __jm_command help' -a url -d 'Print the engine address of a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a use -d 'Connect the Docker client of this shell to a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a version -d 'Print the version of the program, or of the engine of a machine'
complete -c jm -n '__jm_no_command; or __jm_command help' -a help -d 'Show a list of commands, or the help of one command'
complete -c jm -n '__jm_command help' -a apply-file -d 'The file of apply, with an example'
complete -c jm -n '__jm_command help' -a environment -d 'Environment variables that jm reads'
complete -c jm -n '__jm_command help' -a errors -d 'Errors and what to do about them'
complete -c jm -n '__jm_command help' -a exit-codes -d 'Exit codes and their meanings'
complete -c jm -n '__jm_command help' -a files -d 'Every file that jm keeps'
complete -c jm -n '__jm_command help' -a formatting -d 'Templates and JSON for --format'
complete -c jm -n __jm_no_command -l debug -s D -d 'Print debug output to standard error'
complete -c jm -n __jm_no_command -l storage-path -s s -x -a '(__jm_values storage-path)' -d 'Directory of the store'
complete -c jm -n __jm_no_command -l tls-ca-cert -x -a '(__jm_values tls-ca-cert)' -d 'CA certificate that verifies engines'
complete -c jm -n __jm_no_command -l tls-ca-key -x -a '(__jm_values tls-ca-key)' -d 'Private key of the CA'
complete -c jm -n __jm_no_command -l tls-client-cert -x -a '(__jm_values tls-client-cert)' -d 'Client certificate'
complete -c jm -n __jm_no_command -l tls-client-key -x -a '(__jm_values tls-client-key)' -d 'Private key of the client certificate'
complete -c jm -n __jm_no_command -l github-api-token -x -a '(__jm_values github-api-token)' -d 'Accepted and ignored: jm sends no request to GitHub'
complete -c jm -n __jm_no_command -l native-ssh -d 'Use the system'\''s ssh program instead of jm'\''s client'
complete -c jm -n __jm_no_command -l host-key-check -x -a '(__jm_values host-key-check)' -d 'Check of SSH host keys: off, pin or strict'
complete -c jm -n __jm_no_command -l ssh-config -x -a '(__jm_values ssh-config)' -d 'ssh configuration file with jump hosts and keys for logins'
complete -c jm -n __jm_no_command -l errors -x -a '(__jm_values errors)' -d 'Form of error messages: text or json'
complete -c jm -n __jm_no_command -l bugsnag-api-token -x -a '(__jm_values bugsnag-api-token)' -d 'Accepted and ignored: jm sends no crash reports'
complete -c jm -n __jm_no_command -l help -s h -d 'Show help'
complete -c jm -n __jm_no_command -l version -s v -d 'Print the version'
complete -c jm -n '__jm_command active' -l timeout -s t -x -a '(__jm_values timeout)' -d 'Timeout in seconds for each machine; 0 waits without limit'
complete -c jm -n '__jm_command active' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command apply' -l file -s f -x -a '(__jm_values file)' -d 'The file; - is standard input'
complete -c jm -n '__jm_command apply' -l plan -d 'Print what would be done, and do nothing'
complete -c jm -n '__jm_command apply' -l prune -d 'Remove the machines of the group that are not in the file'
complete -c jm -n '__jm_command apply' -l replace -d 'Remove machines that must be made again for a change, and create them'
complete -c jm -n '__jm_command apply' -s y -d 'Do not ask'
complete -c jm -n '__jm_command apply' -l parallel -x -a '(__jm_values parallel)' -d 'How many machines are created or removed at the same time'
complete -c jm -n '__jm_command apply' -l format -x -a '(__jm_values format)' -d 'Output format of the plan: table or json'
complete -c jm -n '__jm_command apply' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command certs' -l format -s f -x -a '(__jm_values format)' -d 'Output format: table or json'
complete -c jm -n '__jm_command certs' -l check -d 'Ask the engines for the certificates that they use'
complete -c jm -n '__jm_command certs' -l all -d 'All machines'
complete -c jm -n '__jm_command certs' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command certs' -l filter -x -a '(__jm_values filter)' -d 'The machines that match KEY=VALUE, as for ls'
complete -c jm -n '__jm_command certs' -l client -d 'Renew the client certificate of the store'
complete -c jm -n '__jm_command certs' -l ca -d 'Renew the certificate of the store'\''s CA, for the same key and name'
complete -c jm -n '__jm_command certs' -l rotate-ca -d 'Replace the store'\''s CA by one with another key, machine by machine'
complete -c jm -n '__jm_command certs' -l days -x -a '(__jm_values days)' -d 'Renew what ends within so many days (30)'
complete -c jm -n '__jm_command certs' -s y -d 'Do not ask'
complete -c jm -n '__jm_command certs' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command completion' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command config' -l swarm -d 'Print the address of the classic Swarm master instead of the engine'
complete -c jm -n '__jm_command config' -l cached -d 'Print what is recorded without contacting the engine'
complete -c jm -n '__jm_command config' -l check -d 'Contact the engine first, whatever the driver'
complete -c jm -n '__jm_command config' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command context' -l all -d 'All machines'
complete -c jm -n '__jm_command context' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command context' -l filter -x -a '(__jm_values filter)' -d 'The machines that match KEY=VALUE, as for ls'
complete -c jm -n '__jm_command context' -l name -x -a '(__jm_values name)' -d 'Name of the context, for one machine'
complete -c jm -n '__jm_command context' -l ssh -d 'Let docker reach the engine through ssh, which must know the machine'
complete -c jm -n '__jm_command context' -l use -d 'Also make it docker'\''s current context, for one machine'
complete -c jm -n '__jm_command context' -l unset -s u -d 'Go back to docker'\''s context "default"'
complete -c jm -n '__jm_command context' -l quiet -s q -d 'Print names only'
complete -c jm -n '__jm_command context' -l format -s f -x -a '(__jm_values format)' -d 'Output format: table or json'
complete -c jm -n '__jm_command context' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command create' -l driver -s d -x -a '(__jm_values driver)' -d 'Driver that creates the machine'
complete -c jm -n '__jm_command create' -l engine-install-url -x -a '(__jm_values engine-install-url)' -d 'Install script of the engine, or none'
complete -c jm -n '__jm_command create' -l engine-opt -x -a '(__jm_values engine-opt)' -d 'Option of the engine, as name=value'
complete -c jm -n '__jm_command create' -l engine-insecure-registry -x -a '(__jm_values engine-insecure-registry)' -d 'Registry that the engine may use without TLS'
complete -c jm -n '__jm_command create' -l engine-registry-mirror -x -a '(__jm_values engine-registry-mirror)' -d 'Registry mirror of the engine'
complete -c jm -n '__jm_command create' -l engine-label -x -a '(__jm_values engine-label)' -d 'Label of the engine, as key=value'
complete -c jm -n '__jm_command create' -l engine-storage-driver -x -a '(__jm_values engine-storage-driver)' -d 'Storage driver of the engine'
complete -c jm -n '__jm_command create' -l engine-env -x -a '(__jm_values engine-env)' -d 'Environment variable of the engine, as NAME=VALUE'
complete -c jm -n '__jm_command create' -l swarm -d 'Join a classic Swarm (recorded only)'
complete -c jm -n '__jm_command create' -l swarm-image -x -a '(__jm_values swarm-image)' -d 'Image of classic Swarm (recorded only)'
complete -c jm -n '__jm_command create' -l swarm-master -d 'Be the master of a classic Swarm (recorded only)'
complete -c jm -n '__jm_command create' -l swarm-discovery -x -a '(__jm_values swarm-discovery)' -d 'Discovery service of classic Swarm (recorded only)'
complete -c jm -n '__jm_command create' -l swarm-strategy -x -a '(__jm_values swarm-strategy)' -d 'Scheduling strategy of classic Swarm (recorded only)'
complete -c jm -n '__jm_command create' -l swarm-opt -x -a '(__jm_values swarm-opt)' -d 'Option of the Swarm master (recorded only)'
complete -c jm -n '__jm_command create' -l swarm-join-opt -x -a '(__jm_values swarm-join-opt)' -d 'Option of the Swarm agent (recorded only)'
complete -c jm -n '__jm_command create' -l swarm-host -x -a '(__jm_values swarm-host)' -d 'Address on which the Swarm master listens (recorded only)'
complete -c jm -n '__jm_command create' -l swarm-addr -x -a '(__jm_values swarm-addr)' -d 'Address that Swarm advertises; the address of the machine if not given'
complete -c jm -n '__jm_command create' -l swarm-experimental -d 'Experimental features of Swarm (recorded only)'
complete -c jm -n '__jm_command create' -l tls-san -x -a '(__jm_values tls-san)' -d 'Additional name or address in the server certificate'
complete -c jm -n '__jm_command create' -l resume -d 'Continue a creation that failed half-way; options of an existing host correct it'
complete -c jm -n '__jm_command create' -l plan -d 'Print the commands that would change the host, and change nothing; may wait for SSH'
complete -c jm -n '__jm_command create' -l count -x -a '(__jm_values count)' -d 'Create that many machines, called MACHINE-1, MACHINE-2 and so on'
complete -c jm -n '__jm_command create' -l parallel -x -a '(__jm_values parallel)' -d 'How many machines are created at the same time'
complete -c jm -n '__jm_command create' -l if-not-exists -d 'Leave a machine that exists as it is, and finish one whose creation failed half-way'
complete -c jm -n '__jm_command create' -l no-provision -d 'Create the instance only; '\''provision'\'' installs the engine later'
complete -c jm -n '__jm_command create' -l adopt -d 'Take over the host'\''s engine, which works with TLS and these certificates, and change nothing'
complete -c jm -n '__jm_command create' -l user-data -x -a '(__jm_values user-data)' -d 'File with user data for cloud-init, for the driver'\''s own option of whatever name'
complete -c jm -n '__jm_command create' -l provision-script -x -a '(__jm_values provision-script)' -d 'Script for sh, run on the host as root when the engine works; before:FILE before it is installed'
complete -c jm -n '__jm_command create' -l group -x -a '(__jm_values group)' -d 'Group of the machine, for '\''ls --filter group='\'''
complete -c jm -n '__jm_command create' -l ssh-jump -x -a '(__jm_values ssh-jump)' -d 'Hosts through which SSH goes to the machine'
complete -c jm -n '__jm_command create' -l open-swarm-ports -d 'Open the ports of a swarm at the provider, where the driver can; to everybody'
complete -c jm -n '__jm_command create' -l context -d 'Also create a docker context for the machine'
complete -c jm -n '__jm_command create' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command doctor' -l format -s f -x -a '(__jm_values format)' -d 'Output format: table or json'
complete -c jm -n '__jm_command doctor' -l all -d 'Contact all machines'
complete -c jm -n '__jm_command doctor' -l fix -d 'Repair what can be repaired'
complete -c jm -n '__jm_command doctor' -s y -d 'Do not ask'
complete -c jm -n '__jm_command doctor' -l strict -d 'Warnings count as errors'
complete -c jm -n '__jm_command doctor' -l offline -d 'Do not use the network'
complete -c jm -n '__jm_command doctor' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command doctor' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command driver' -l quiet -s q -d 'Print names only'
complete -c jm -n '__jm_command driver' -l format -s f -x -a '(__jm_values format)' -d 'Output format: table or json'
complete -c jm -n '__jm_command driver' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command env' -l swarm -d 'Print the address of the classic Swarm master instead of the engine'
complete -c jm -n '__jm_command env' -l shell -x -a '(__jm_values shell)' -d 'Shell for which to print: bash, cmd, emacs, fish, powershell, pwsh, sh, tcsh, zsh, or json or dotenv; that of the variable SHELL if not given'
complete -c jm -n '__jm_command env' -l unset -s u -d 'Unset the variables instead of setting them'
complete -c jm -n '__jm_command env' -l no-proxy -d 'Add the address of the machine to NO_PROXY'
complete -c jm -n '__jm_command env' -l cached -d 'Print what is recorded without contacting the engine'
complete -c jm -n '__jm_command env' -l check -d 'Contact the engine first, whatever the driver'
complete -c jm -n '__jm_command env' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command exec' -l cached -d 'Use what is recorded without contacting the engine'
complete -c jm -n '__jm_command exec' -l check -d 'Contact the engine first, whatever the driver'
complete -c jm -n '__jm_command exec' -l no-proxy -d 'Add the address of the machine to NO_PROXY'
complete -c jm -n '__jm_command exec' -l swarm -x -a '(__jm_values swarm)' -d 'Use a manager of this cluster that answers'
complete -c jm -n '__jm_command exec' -l all -d 'All machines'
complete -c jm -n '__jm_command exec' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command exec' -l filter -x -a '(__jm_values filter)' -d 'The machines that match KEY=VALUE, as for ls'
complete -c jm -n '__jm_command exec' -l parallel -x -a '(__jm_values parallel)' -d 'For how many machines the command runs at the same time'
complete -c jm -n '__jm_command exec' -l no-prefix -d 'Print the lines without the names of the machines'
complete -c jm -n '__jm_command exec' -l stdin -d 'Give each of several machines a copy of the standard input, made in a temporary file first'
complete -c jm -n '__jm_command exec' -l fail-fast -d 'After a failure end the commands of the other machines'
complete -c jm -n '__jm_command exec' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command export' -l all -d 'All machines'
complete -c jm -n '__jm_command export' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command export' -l filter -x -a '(__jm_values filter)' -d 'The machines that match KEY=VALUE, as for ls'
complete -c jm -n '__jm_command export' -l output -s o -x -a '(__jm_values output)' -d 'The file; MACHINE.jm.zip if not given, - for standard output'
complete -c jm -n '__jm_command export' -l force -s f -d 'Replace the file if it exists'
complete -c jm -n '__jm_command export' -l encrypt -d 'Encrypt the file with a passphrase, in the format of age'
complete -c jm -n '__jm_command export' -l passphrase-file -x -a '(__jm_values passphrase-file)' -d 'File with the passphrase in its first line'
complete -c jm -n '__jm_command export' -l no-driver-secrets -d 'Leave out the secrets in the driver'\''s data'
complete -c jm -n '__jm_command export' -l with-ca-key -d 'Include the key of the CA, with which certificates are renewed'
complete -c jm -n '__jm_command export' -l for -x -a '(__jm_values for)' -d 'Only give this person access to the engines'
complete -c jm -n '__jm_command export' -l days -x -a '(__jm_values days)' -d 'How many days the access of --for lasts (90)'
complete -c jm -n '__jm_command export' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command image' -l quiet -s q -d 'Print names only'
complete -c jm -n '__jm_command image' -l format -s f -x -a '(__jm_values format)' -d 'Output format: table or json'
complete -c jm -n '__jm_command image' -l force -s f -d 'Do not ask'
complete -c jm -n '__jm_command image' -l dry-run -d 'Print what would be deleted, and delete nothing'
complete -c jm -n '__jm_command image' -l all -s a -d 'Also delete images that were fetched within the last hour'
complete -c jm -n '__jm_command image' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command import' -l as -x -a '(__jm_values as)' -d 'The name of the machine here'
complete -c jm -n '__jm_command import' -l context -d 'Also make a docker context for each machine'
complete -c jm -n '__jm_command import' -l list -d 'Print what the file has, and import nothing'
complete -c jm -n '__jm_command import' -l passphrase-file -x -a '(__jm_values passphrase-file)' -d 'File with the passphrase in its first line'
complete -c jm -n '__jm_command import' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command inspect' -l format -s f -x -a '(__jm_values format)' -d 'json (one line), or a Go template (see '\''help formatting'\'')'
complete -c jm -n '__jm_command inspect' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command ip' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command ip' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command kill' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command kill' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command logs' -l follow -s f -d 'Go on with new lines until Ctrl-C'
complete -c jm -n '__jm_command logs' -l lines -s n -x -a '(__jm_values lines)' -d 'Number of lines from the end of the log'
complete -c jm -n '__jm_command logs' -l provision -d 'Print the log of provisioning instead of the engine'\''s'
complete -c jm -n '__jm_command logs' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command ls' -l quiet -s q -d 'Print names only'
complete -c jm -n '__jm_command ls' -l filter -x -a '(__jm_values filter)' -d 'List only machines that match KEY=VALUE'
complete -c jm -n '__jm_command ls' -l group -x -a '(__jm_values group)' -d 'List only the machines of this group'
complete -c jm -n '__jm_command ls' -l timeout -s t -x -a '(__jm_values timeout)' -d 'Timeout in seconds for each machine, 0 for none; if not given, 10, or as jm 3 for machines of the driver none'
complete -c jm -n '__jm_command ls' -l format -s f -x -a '(__jm_values format)' -d 'json, or a Go template (see '\''help formatting'\'')'
complete -c jm -n '__jm_command ls' -l no-trunc -d 'Print the whole table also where the terminal is too narrow'
complete -c jm -n '__jm_command ls' -l watch -d 'Print again every N seconds (2 without a number) until Ctrl-C'
complete -c jm -n '__jm_command ls' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command provision' -l plan -d 'Print the commands that would change the host, and change nothing; may wait for SSH'
complete -c jm -n '__jm_command provision' -l force -d 'Also configure an engine that was adopted, which then is as if jm had made it'
complete -c jm -n '__jm_command provision' -l provision-script -x -a '(__jm_values provision-script)' -d 'Script for sh, run on the host as root when the engine works; before:FILE before that'
complete -c jm -n '__jm_command provision' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command provision' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command regenerate-certs' -l force -s f -d 'Do not ask'
complete -c jm -n '__jm_command regenerate-certs' -l client-certs -d 'Renew the client certificate and the CA too'
complete -c jm -n '__jm_command regenerate-certs' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command regenerate-certs' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command restart' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command restart' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command rm' -l force -s f -d 'Remove the record even if the instance cannot be removed; implies -y'
complete -c jm -n '__jm_command rm' -s y -d 'Do not ask'
complete -c jm -n '__jm_command rm' -l forget -d 'Remove the record only; the instance goes on to run, and costs what it costs'
complete -c jm -n '__jm_command rm' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command rm' -l gone -d 'Remove those machines that their providers no longer have; without MACHINE, of all machines'
complete -c jm -n '__jm_command rm' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command ssh' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command ssh-config' -l all -d 'All machines'
complete -c jm -n '__jm_command ssh-config' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command ssh-config' -l filter -x -a '(__jm_values filter)' -d 'The machines that match KEY=VALUE, as for ls'
complete -c jm -n '__jm_command ssh-config' -l write -d 'Keep a file with all machines, and include it from ~/.ssh/config'
complete -c jm -n '__jm_command ssh-config' -l remove -d 'Remove that file, and do not include it any more'
complete -c jm -n '__jm_command ssh-config' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command scp' -l recursive -s r -d 'Copy directories with their contents'
complete -c jm -n '__jm_command scp' -l delta -s d -d 'Send only what differs (with rsync)'
complete -c jm -n '__jm_command scp' -l quiet -s q -d 'No progress output and no warnings of ssh'
complete -c jm -n '__jm_command scp' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command mount' -l unmount -s u -d 'Unmount the directory'
complete -c jm -n '__jm_command mount' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command set' -l memory -x -a '(__jm_values memory)' -d 'Memory in MB'
complete -c jm -n '__jm_command set' -l cpu-count -x -a '(__jm_values cpu-count)' -d 'Number of CPUs'
complete -c jm -n '__jm_command set' -l disk-size -x -a '(__jm_values disk-size)' -d 'Size of the disk in MB'
complete -c jm -n '__jm_command set' -l engine-opt -x -a '(__jm_values engine-opt)' -d 'Options of the engine, as name=value; - for none'
complete -c jm -n '__jm_command set' -l engine-env -x -a '(__jm_values engine-env)' -d 'Environment variables of the engine, as NAME=VALUE; - for none'
complete -c jm -n '__jm_command set' -l engine-insecure-registry -x -a '(__jm_values engine-insecure-registry)' -d 'Registries that the engine may use without TLS; - for none'
complete -c jm -n '__jm_command set' -l engine-label -x -a '(__jm_values engine-label)' -d 'Labels of the engine, as key=value; - for none'
complete -c jm -n '__jm_command set' -l engine-registry-mirror -x -a '(__jm_values engine-registry-mirror)' -d 'Registry mirrors of the engine; - for none'
complete -c jm -n '__jm_command set' -l engine-storage-driver -x -a '(__jm_values engine-storage-driver)' -d 'Storage driver of the engine; - for its own choice'
complete -c jm -n '__jm_command set' -l engine-install-url -x -a '(__jm_values engine-install-url)' -d 'Install script of the engine, or none'
complete -c jm -n '__jm_command set' -l tls-san -x -a '(__jm_values tls-san)' -d 'Additional names and addresses in the server certificate; - for none'
complete -c jm -n '__jm_command set' -l driver-option -x -a '(__jm_values driver-option)' -d 'KEY=VALUE: a value that the driver has recorded; KEY=- reads it from standard input'
complete -c jm -n '__jm_command set' -l group -x -a '(__jm_values group)' -d 'Group of the machines; - takes them out of their group'
complete -c jm -n '__jm_command set' -l ssh-jump -x -a '(__jm_values ssh-jump)' -d 'Hosts through which SSH goes to the machines; none for a direct connection'
complete -c jm -n '__jm_command set' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command start' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command start' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command status' -l format -s f -x -a '(__jm_values format)' -d 'json, or a Go template (see '\''help formatting'\'')'
complete -c jm -n '__jm_command status' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command stop' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command stop' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command swarm' -l managers -x -a '(__jm_values managers)' -d 'How many machines are managers; others are demoted'
complete -c jm -n '__jm_command swarm' -l manager -x -a '(__jm_values manager)' -d 'A machine that is a manager, in place of a number'
complete -c jm -n '__jm_command swarm' -l advertise -x -a '(__jm_values advertise)' -d 'The addresses that the nodes tell each other: auto, private, public, the name of a network interface, or a network such as 10.0.0.0/8'
complete -c jm -n '__jm_command swarm' -l parallel -x -a '(__jm_values parallel)' -d 'How many workers join at the same time'
complete -c jm -n '__jm_command swarm' -l context -d 'Also make a docker context of the cluster, which leads to a manager'
complete -c jm -n '__jm_command swarm' -l plan -d 'Print what would be done, and change nothing'
complete -c jm -n '__jm_command swarm' -l format -s f -x -a '(__jm_values format)' -d 'Output format: table or json'
complete -c jm -n '__jm_command swarm' -l force -s f -d 'Also machines that do not answer, and managers that the swarm needs; implies -y'
complete -c jm -n '__jm_command swarm' -s y -d 'Do not ask'
complete -c jm -n '__jm_command swarm' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command upgrade' -l group -x -a '(__jm_values group)' -d 'The machines of this group'
complete -c jm -n '__jm_command upgrade' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command url' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command use' -l hook -x -a '(__jm_values hook)' -d 'Print the function for a shell: bash, zsh, fish or powershell'
complete -c jm -n '__jm_command use' -l unset -s u -d 'Unset the variables instead of setting them'
complete -c jm -n '__jm_command use' -l no-proxy -d 'Add the address of the machine to NO_PROXY'
complete -c jm -n '__jm_command use' -l cached -d 'Use what is recorded without contacting the engine'
complete -c jm -n '__jm_command use' -l check -d 'Contact the engine first, whatever the driver'
complete -c jm -n '__jm_command use' -l lines -d 'Print the lines that the function evaluates'
complete -c jm -n '__jm_command use' -l shell -x -a '(__jm_values shell)' -d 'Shell for which to print the lines'
complete -c jm -n '__jm_command use' -l help -s h -d 'Show help'
complete -c jm -n '__jm_command version' -l details -d 'Print also the version and the form of jm, and where its store is'
complete -c jm -n '__jm_command version' -l format -s f -x -a '(__jm_values format)' -d 'json, or a Go template (see '\''help formatting'\'')'
complete -c jm -n '__jm_command version' -l help -s h -d 'Show help'
# end of table
