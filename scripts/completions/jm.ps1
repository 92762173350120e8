# Completion of jm and docker-machine in PowerShell: commands, options, their values, and machines (by `ls -q`).
# Load it in your $PROFILE: jm completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName 'jm', 'docker-machine' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $ErrorActionPreference = 'SilentlyContinue'

    # table: written by CompletionsTest from the commands; an option with a trailing = takes a value
    $jmDrivers = 'amazonec2', 'digitalocean', 'generic', 'none', 'openstack', 'qemu'
    $jmTopics = [ordered]@{
        'environment' = 'Environment variables that jm reads'
        'errors' = 'Errors and what to do about them'
        'exit-codes' = 'Exit codes and their meanings'
        'files' = 'Every file that jm keeps'
        'formatting' = 'Templates and JSON for --format'
    }
    $jmCommands = [ordered]@{
        'active' = 'Print the name of the active machine'
        'apply' = 'Make the machines of a group as a file describes them'
        'certs' = 'Show and renew certificates'
        'completion' = 'Print the completion script for a shell'
        'config' = 'Print the options that connect a Docker client to a machine'
        'context' = 'Keep docker contexts for machines'
        'create' = 'Create a machine'
        'doctor' = 'Find what is wrong, and the command that repairs it'
        'driver' = 'List drivers and their options'
        'env' = 'Print the shell commands that connect the Docker client to a machine'
        'exec' = 'Run a local command whose Docker client uses a machine'
        'export' = 'Write machines into one file, for another computer'
        'image' = 'List and delete cached disk images'
        'import' = 'Take machines from a file that export wrote'
        'inspect' = 'Print everything that is recorded of a machine'
        'ip' = 'Print the IP address of machines'
        'kill' = 'Stop machines by force'
        'logs' = 'Print the log of a machine''s engine, or of its provisioning'
        'ls' = 'List machines'
        'provision' = 'Configure the engines of machines again'
        'regenerate-certs' = 'Create new TLS certificates for machines'
        'restart' = 'Restart machines'
        'rm' = 'Remove machines'
        'ssh' = 'Log in to a machine with SSH, or run a command there'
        'ssh-config' = 'Let ssh, scp, rsync and editors know the machines'
        'scp' = 'Copy files from and to machines'
        'mount' = 'Mount a directory of a machine with SSHFS'
        'set' = 'Change machines: size, group, jump hosts, engine options, values of the driver'
        'start' = 'Start machines'
        'status' = 'Print the state of a machine'
        'stop' = 'Stop machines'
        'swarm' = 'Form docker swarms of machines'
        'upgrade' = 'Upgrade the engines of machines'
        'url' = 'Print the engine address of a machine'
        'use' = 'Connect the Docker client of this shell to a machine'
        'version' = 'Print the version of the program, or of the engine of a machine'
        'help' = 'Show a list of commands, or the help of one command'
    }
    $jmMembers = @{
        'certs' = 'ls', 'renew'
        'context' = 'create', 'use', 'ls', 'sync', 'rm'
        'driver' = 'ls', 'inspect'
        'image' = 'ls', 'prune'
        'swarm' = 'join', 'ls', 'leave', 'rm'
    }
    $jmOptions = @{
        '' = [ordered]@{
            '--debug' = 'Print debug output to standard error'
            '-D' = 'Print debug output to standard error'
            '--storage-path=' = 'Directory of the store'
            '-s=' = 'Directory of the store'
            '--tls-ca-cert=' = 'CA certificate that verifies engines'
            '--tls-ca-key=' = 'Private key of the CA'
            '--tls-client-cert=' = 'Client certificate'
            '--tls-client-key=' = 'Private key of the client certificate'
            '--github-api-token=' = 'Accepted and ignored: jm sends no request to GitHub'
            '--native-ssh' = 'Use the system''s ssh program instead of jm''s client'
            '--host-key-check=' = 'Check of SSH host keys: off, pin or strict'
            '--ssh-config=' = 'ssh configuration file with jump hosts and keys for logins'
            '--errors=' = 'Form of error messages: text or json'
            '--bugsnag-api-token=' = 'Accepted and ignored: jm sends no crash reports'
            '--help' = 'Show help'
            '-h' = 'Show help'
            '--version' = 'Print the version'
            '-v' = 'Print the version'
        }
        'active' = [ordered]@{
            '--timeout=' = 'Timeout in seconds for each machine; 0 waits without limit'
            '-t=' = 'Timeout in seconds for each machine; 0 waits without limit'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'apply' = [ordered]@{
            '--file=' = 'The file; - is standard input'
            '-f=' = 'The file; - is standard input'
            '--plan' = 'Print what would be done, and do nothing'
            '--prune' = 'Remove the machines of the group that are not in the file'
            '--replace' = 'Remove machines that must be made again for a change, and create them'
            '-y' = 'Do not ask'
            '--parallel=' = 'How many machines are created or removed at the same time'
            '--format=' = 'Output format of the plan: table or json'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'certs' = [ordered]@{
            '--format=' = 'Output format: table or json'
            '-f=' = 'Output format: table or json'
            '--check' = 'Ask the engines for the certificates that they use'
            '--all' = 'All machines'
            '--group=' = 'The machines of this group'
            '--filter=' = 'The machines that match KEY=VALUE, as for ls'
            '--client' = 'Renew the client certificate of the store'
            '--ca' = 'Renew the certificate of the store''s CA, for the same key and name'
            '--rotate-ca' = 'Replace the store''s CA by one with another key, machine by machine'
            '--days=' = 'Renew what ends within so many days (30)'
            '-y' = 'Do not ask'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'completion' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'config' = [ordered]@{
            '--swarm' = 'Print the address of the classic Swarm master instead of the engine'
            '--cached' = 'Print what is recorded without contacting the engine'
            '--check' = 'Contact the engine first, whatever the driver'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'context' = [ordered]@{
            '--all' = 'All machines'
            '--group=' = 'The machines of this group'
            '--filter=' = 'The machines that match KEY=VALUE, as for ls'
            '--name=' = 'Name of the context, for one machine'
            '--ssh' = 'Let docker reach the engine through ssh, which must know the machine'
            '--use' = 'Also make it docker''s current context, for one machine'
            '--unset' = 'Go back to docker''s context "default"'
            '-u' = 'Go back to docker''s context "default"'
            '--quiet' = 'Print names only'
            '-q' = 'Print names only'
            '--format=' = 'Output format: table or json'
            '-f=' = 'Output format: table or json'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'create' = [ordered]@{
            '--driver=' = 'Driver that creates the machine'
            '-d=' = 'Driver that creates the machine'
            '--engine-install-url=' = 'Install script of the engine, or none'
            '--engine-opt=' = 'Option of the engine, as name=value'
            '--engine-insecure-registry=' = 'Registry that the engine may use without TLS'
            '--engine-registry-mirror=' = 'Registry mirror of the engine'
            '--engine-label=' = 'Label of the engine, as key=value'
            '--engine-storage-driver=' = 'Storage driver of the engine'
            '--engine-env=' = 'Environment variable of the engine, as NAME=VALUE'
            '--swarm' = 'Join a classic Swarm (recorded only)'
            '--swarm-image=' = 'Image of classic Swarm (recorded only)'
            '--swarm-master' = 'Be the master of a classic Swarm (recorded only)'
            '--swarm-discovery=' = 'Discovery service of classic Swarm (recorded only)'
            '--swarm-strategy=' = 'Scheduling strategy of classic Swarm (recorded only)'
            '--swarm-opt=' = 'Option of the Swarm master (recorded only)'
            '--swarm-join-opt=' = 'Option of the Swarm agent (recorded only)'
            '--swarm-host=' = 'Address on which the Swarm master listens (recorded only)'
            '--swarm-addr=' = 'Address that Swarm advertises; the address of the machine if not given'
            '--swarm-experimental' = 'Experimental features of Swarm (recorded only)'
            '--tls-san=' = 'Additional name or address in the server certificate'
            '--resume' = 'Continue a creation that failed half-way'
            '--plan' = 'Print the commands that would change the host, and change nothing; may wait for SSH'
            '--count=' = 'Create that many machines, called MACHINE-1, MACHINE-2 and so on'
            '--parallel=' = 'How many machines are created at the same time'
            '--if-not-exists' = 'Leave a machine that exists as it is, and finish one whose creation failed half-way'
            '--no-provision' = 'Create the instance only; ''provision'' installs the engine later'
            '--adopt' = 'Take over the host''s engine, which works with TLS and these certificates, and change nothing'
            '--user-data=' = 'File with user data for cloud-init, for the driver''s own option of whatever name'
            '--provision-script=' = 'Script for sh, run on the host as root when the engine works; before:FILE before it is installed'
            '--group=' = 'Group of the machine, for ''ls --filter group='''
            '--ssh-jump=' = 'Hosts through which SSH goes to the machine'
            '--open-swarm-ports' = 'Open the ports of a swarm at the provider, where the driver can; to everybody'
            '--context' = 'Also create a docker context for the machine'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'doctor' = [ordered]@{
            '--format=' = 'Output format: table or json'
            '-f=' = 'Output format: table or json'
            '--all' = 'Contact all machines'
            '--fix' = 'Repair what can be repaired'
            '-y' = 'Do not ask'
            '--strict' = 'Warnings count as errors'
            '--offline' = 'Do not use the network'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'driver' = [ordered]@{
            '--quiet' = 'Print names only'
            '-q' = 'Print names only'
            '--format=' = 'Output format: table or json'
            '-f=' = 'Output format: table or json'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'env' = [ordered]@{
            '--swarm' = 'Print the address of the classic Swarm master instead of the engine'
            '--shell=' = 'Shell for which to print: bash, cmd, emacs, fish, powershell, pwsh, sh, tcsh, zsh, or json or dotenv; that of the variable SHELL if not given'
            '--unset' = 'Unset the variables instead of setting them'
            '-u' = 'Unset the variables instead of setting them'
            '--no-proxy' = 'Add the address of the machine to NO_PROXY'
            '--cached' = 'Print what is recorded without contacting the engine'
            '--check' = 'Contact the engine first, whatever the driver'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'exec' = [ordered]@{
            '--cached' = 'Use what is recorded without contacting the engine'
            '--check' = 'Contact the engine first, whatever the driver'
            '--no-proxy' = 'Add the address of the machine to NO_PROXY'
            '--swarm=' = 'Use a manager of this cluster that answers'
            '--all' = 'All machines'
            '--group=' = 'The machines of this group'
            '--filter=' = 'The machines that match KEY=VALUE, as for ls'
            '--parallel=' = 'For how many machines the command runs at the same time'
            '--no-prefix' = 'Print the lines without the names of the machines'
            '--fail-fast' = 'After a failure end the commands of the other machines'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'export' = [ordered]@{
            '--all' = 'All machines'
            '--group=' = 'The machines of this group'
            '--filter=' = 'The machines that match KEY=VALUE, as for ls'
            '--output=' = 'The file; MACHINE.jm.zip if not given, - for standard output'
            '-o=' = 'The file; MACHINE.jm.zip if not given, - for standard output'
            '--force' = 'Replace the file if it exists'
            '-f' = 'Replace the file if it exists'
            '--encrypt' = 'Encrypt the file with a passphrase, in the format of age'
            '--passphrase-file=' = 'File with the passphrase in its first line'
            '--no-driver-secrets' = 'Leave out the secrets in the driver''s data'
            '--with-ca-key' = 'Include the key of the CA, with which certificates are renewed'
            '--for=' = 'Only give this person access to the engines'
            '--days=' = 'How many days the access of --for lasts (90)'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'image' = [ordered]@{
            '--quiet' = 'Print names only'
            '-q' = 'Print names only'
            '--format=' = 'Output format: table or json'
            '-f=' = 'Output format: table or json'
            '--force' = 'Do not ask'
            '-f' = 'Do not ask'
            '--dry-run' = 'Print what would be deleted, and delete nothing'
            '--all' = 'Also delete images that were fetched within the last hour'
            '-a' = 'Also delete images that were fetched within the last hour'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'import' = [ordered]@{
            '--as=' = 'The name of the machine here'
            '--context' = 'Also make a docker context for each machine'
            '--list' = 'Print what the file has, and import nothing'
            '--passphrase-file=' = 'File with the passphrase in its first line'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'inspect' = [ordered]@{
            '--format=' = 'json (one line), or a Go template (see ''help formatting'')'
            '-f=' = 'json (one line), or a Go template (see ''help formatting'')'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'ip' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'kill' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'logs' = [ordered]@{
            '--follow' = 'Go on with new lines until Ctrl-C'
            '-f' = 'Go on with new lines until Ctrl-C'
            '--lines=' = 'Number of lines from the end of the log'
            '-n=' = 'Number of lines from the end of the log'
            '--provision' = 'Print the log of provisioning instead of the engine''s'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'ls' = [ordered]@{
            '--quiet' = 'Print names only'
            '-q' = 'Print names only'
            '--filter=' = 'List only machines that match KEY=VALUE'
            '--timeout=' = 'Timeout in seconds for each machine (default 10; as jm 3 for a none machine); 0 waits without limit'
            '-t=' = 'Timeout in seconds for each machine (default 10; as jm 3 for a none machine); 0 waits without limit'
            '--format=' = 'json, or a Go template (see ''help formatting'')'
            '-f=' = 'json, or a Go template (see ''help formatting'')'
            '--no-trunc' = 'Print the whole table also where the terminal is too narrow'
            '--watch' = 'Print again every N seconds (2 without a number) until Ctrl-C'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'provision' = [ordered]@{
            '--plan' = 'Print the commands that would change the host, and change nothing; may wait for SSH'
            '--force' = 'Also configure an engine that was adopted, which then is as if jm had made it'
            '--provision-script=' = 'Script for sh, run on the host as root when the engine works; before:FILE before that'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'regenerate-certs' = [ordered]@{
            '--force' = 'Do not ask'
            '-f' = 'Do not ask'
            '--client-certs' = 'Renew the client certificate and the CA too'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'restart' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'rm' = [ordered]@{
            '--force' = 'Remove the record even if the instance cannot be removed; implies -y'
            '-f' = 'Remove the record even if the instance cannot be removed; implies -y'
            '-y' = 'Do not ask'
            '--forget' = 'Remove the record only; the instance goes on to run, and costs what it costs'
            '--group=' = 'Remove the machines of this group'
            '--gone' = 'Remove those machines that their providers no longer have; without MACHINE, of all machines'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'ssh' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'ssh-config' = [ordered]@{
            '--all' = 'All machines'
            '--group=' = 'The machines of this group'
            '--filter=' = 'The machines that match KEY=VALUE, as for ls'
            '--write' = 'Keep a file with all machines, and include it from ~/.ssh/config'
            '--remove' = 'Remove that file, and do not include it any more'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'scp' = [ordered]@{
            '--recursive' = 'Copy directories with their contents'
            '-r' = 'Copy directories with their contents'
            '--delta' = 'Send only what differs (with rsync)'
            '-d' = 'Send only what differs (with rsync)'
            '--quiet' = 'No progress output and no warnings of ssh'
            '-q' = 'No progress output and no warnings of ssh'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'mount' = [ordered]@{
            '--unmount' = 'Unmount the directory'
            '-u' = 'Unmount the directory'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'set' = [ordered]@{
            '--memory=' = 'Memory in MB'
            '--cpu-count=' = 'Number of CPUs'
            '--disk-size=' = 'Size of the disk in MB'
            '--engine-opt=' = 'Options of the engine, as name=value; - for none'
            '--engine-env=' = 'Environment variables of the engine, as NAME=VALUE; - for none'
            '--engine-insecure-registry=' = 'Registries that the engine may use without TLS; - for none'
            '--engine-label=' = 'Labels of the engine, as key=value; - for none'
            '--engine-registry-mirror=' = 'Registry mirrors of the engine; - for none'
            '--engine-storage-driver=' = 'Storage driver of the engine; - for its own choice'
            '--engine-install-url=' = 'Install script of the engine, or none'
            '--tls-san=' = 'Additional names and addresses in the server certificate; - for none'
            '--driver-option=' = 'KEY=VALUE: a value that the driver has recorded; KEY=- reads it from standard input'
            '--group=' = 'Group of the machines; - takes them out of their group'
            '--ssh-jump=' = 'Hosts through which SSH goes to the machines; none for a direct connection'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'start' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'status' = [ordered]@{
            '--format=' = 'json, or a Go template (see ''help formatting'')'
            '-f=' = 'json, or a Go template (see ''help formatting'')'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'stop' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'swarm' = [ordered]@{
            '--managers=' = 'How many machines are managers; others are demoted'
            '--manager=' = 'A machine that is a manager, in place of a number; may be repeated'
            '--advertise=' = 'The addresses that the nodes tell each other: auto, private, public, the name of a network interface, or a network such as 10.0.0.0/8'
            '--parallel=' = 'How many workers join at the same time'
            '--context' = 'Also make a docker context of the cluster, which leads to a manager'
            '--plan' = 'Print what would be done, and change nothing'
            '--format=' = 'Output format: table or json'
            '-f=' = 'Output format: table or json'
            '--force' = 'Also machines that do not answer, and managers that the swarm needs; implies -y'
            '-f' = 'Also machines that do not answer, and managers that the swarm needs; implies -y'
            '-y' = 'Do not ask'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'upgrade' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'url' = [ordered]@{
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'use' = [ordered]@{
            '--hook=' = 'Print the function for a shell: bash, zsh, fish or powershell'
            '--unset' = 'Unset the variables instead of setting them'
            '-u' = 'Unset the variables instead of setting them'
            '--no-proxy' = 'Add the address of the machine to NO_PROXY'
            '--cached' = 'Use what is recorded without contacting the engine'
            '--check' = 'Contact the engine first, whatever the driver'
            '--lines' = 'Print the lines that the function evaluates'
            '--shell=' = 'Shell for which to print the lines'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'version' = [ordered]@{
            '--details' = 'Print also the version and the form of jm, and where its store is'
            '--format=' = 'json, or a Go template (see ''help formatting'')'
            '-f=' = 'json, or a Go template (see ''help formatting'')'
            '--help' = 'Show help'
            '-h' = 'Show help'
        }
        'help' = [ordered]@{
        }
    }
# end of table

    # What stands before the cursor. Options end where another program's arguments begin.
    $program = $commandAst.GetCommandName()
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim([char[]]@("'", '"')) })
    $storage = @()
    $command = ''
    $arguments = 0
    $takes = ''
    $passesOn = $false
    $options = $jmOptions['']
    foreach ($word in $words) {
        $value = $word
        if ($takes -eq '' -and $word.StartsWith('-') -and -not $passesOn) {
            $name, $value = $word -split '=', 2
            if (-not $options.Contains("$name=")) { continue }
            $takes = $name
            if ($null -eq $value) { continue }
        }
        if ($takes -in '-s', '--storage-path') {
            if ($command -eq '') { $storage = @('--storage-path', $value) }
        } elseif ($takes -in '-d', '--driver' -and $command -ceq 'create') {
            $added = & $program @storage driver inspect $value --format json 2>$null | Out-String | ConvertFrom-Json
            foreach ($flag in $added) {
                # the name comes from a plugin, and becomes part of the command line
                if ($flag.Name -notmatch '^[A-Za-z0-9._][A-Za-z0-9._-]*$') { continue }
                $name = '--' + $flag.Name
                if ($flag.Type -ne 'bool') { $name += '=' }
                $options[$name] = $flag.Usage
            }
        } elseif ($takes -eq '' -and $command -eq '') {
            $command = switch -CaseSensitive ($word) {
                'list' { 'ls' }
                'remove' { 'rm' }
                default { $word }
            }
            $options = $jmOptions[$command]
            if ($null -eq $options) { $options = @{} }
        } elseif ($takes -eq '') {
            $arguments++
        }
        $takes = ''
        $passesOn = $command -ceq 'ssh' -or ($command -ceq 'exec' -and $arguments -gt 0)
    }
    $typed = $wordToComplete
    $lead = ''
    if ($takes -eq '' -and -not $passesOn -and $typed -match '^(-[^=]*)=(.*)$' -and $options.Contains($Matches[1] + '=')) {
        $takes = $Matches[1]
        $lead = $takes + '='
        $typed = $Matches[2]
    }

    # A directory may have any name, a machine only one without special characters.
    $machines = { & $program @storage ls -q 2>$null | Where-Object { $_ -match '^[A-Za-z0-9._-]+$' } }
    $contexts = { & $program @storage context ls -q 2>$null | Where-Object { $_ -match '^[A-Za-z0-9._+-]+$' } }
    $groups = { & $program @storage ls --format '{{.Group}}' 2>$null | Where-Object { $_ -match '^[A-Za-z0-9._-]+$' } }
    $drivers = {
        $jmDrivers
        Get-Command -CommandType Application -Name 'docker-machine-driver-*' |
            ForEach-Object { $_.Name -replace '^docker-machine-driver-', '' -replace '\.exe$', '' }
    }

    # What may stand at the cursor: texts with their descriptions. Without any, PowerShell offers files.
    $offered = [ordered]@{}
    $type = 'ParameterValue'
    $plain = @()
    if ($takes -ne '') {
        $plain = switch -CaseSensitive ($takes) {
            { $_ -in '-d', '--driver' } { & $drivers }
            '--shell' { 'bash', 'cmd', 'dash', 'dotenv', 'emacs', 'fish', 'json', 'powershell', 'sh', 'tcsh', 'zsh' }
            '--hook' { 'bash', 'fish', 'powershell', 'zsh' }
            '--filter' {
                switch -Wildcard ($typed) {
                    'state=*' { 'Running', 'Paused', 'Saved', 'Stopped', 'Stopping', 'Starting', 'Error', 'Timeout' | ForEach-Object { "state=$_" } }
                    'driver=*' { & $drivers | ForEach-Object { "driver=$_" } }
                    'name=*' { & $machines | ForEach-Object { "name=$_" } }
                    'group=*' { & $groups | ForEach-Object { "group=$_" } }
                    default { 'driver=', 'group=', 'label=', 'name=', 'state=', 'swarm=' }
                }
            }
            '--host-key-check' { 'off', 'pin', 'strict' }
            '--errors' { 'text', 'json' }
            { $_ -in '-f', '--format' } { 'json' }
            { $_ -in '--group', '--swarm' } { & $groups }
            '--manager' { & $machines }
        }
    } elseif ($typed.StartsWith('-') -and -not $passesOn) {
        $type = 'ParameterName'
        foreach ($name in $options.Keys) { $offered[$name.TrimEnd('=')] = $options[$name] }
    } elseif ($command -eq '') {
        $offered = $jmCommands
    } elseif ($jmMembers.Contains($command) -and $arguments -eq 0) {
        $plain = $jmMembers[$command]
    } else {
        $plain = switch -CaseSensitive ($command) {
            'help' { $jmCommands.Keys; $jmTopics.Keys }
            'completion' { 'bash', 'fish', 'powershell', 'zsh' }
            'driver' { & $drivers }
            'context' { & $machines; & $contexts }
            'swarm' { & $groups; & $machines }
            { $_ -in 'ssh', 'exec' } { if ($arguments -eq 0) { & $machines } }
            { $_ -in 'scp', 'mount' } { & $machines | ForEach-Object { $_ + ':' } }
            { $_ -in 'certs', 'config', 'doctor', 'env', 'export', 'inspect', 'ip', 'kill', 'logs', 'ls', 'provision',
                'regenerate-certs', 'restart', 'rm', 'set', 'ssh-config', 'start', 'status', 'stop', 'upgrade', 'url', 'use', 'version' } { & $machines }
        }
    }
    foreach ($text in $plain) { $offered[$text] = $text }
    foreach ($text in @($offered.Keys)) {
        if ($text.StartsWith($typed, [System.StringComparison]::Ordinal)) {
            [System.Management.Automation.CompletionResult]::new($lead + $text, $text, $type, $offered[$text])
        }
    }
}
