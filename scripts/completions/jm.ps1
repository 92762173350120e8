# Completion of jm and docker-machine in PowerShell: commands, options, their values, and machines (by `ls -q`).
# Load it in your $PROFILE: jm completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName 'jm', 'docker-machine' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $ErrorActionPreference = 'SilentlyContinue'

    # The columns of $jmOptions: how an option is written, with = if it takes a value; what it is for; the commands that have
    # it, - for those before the command.
    # table: written by CompletionsTest from the commands
    $jmDrivers = 'amazonec2', 'digitalocean', 'generic', 'none', 'openstack', 'qemu'
    $jmTopics = [ordered]@{
        'apply-file' = 'The file of apply, with an example'
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
    $jmOptions = @(
        ('--debug -D', 'Print debug output to standard error', '-'),
        ('--storage-path= -s=', 'Directory of the store', '-'),
        ('--tls-ca-cert=', 'CA certificate that verifies engines', '-'),
        ('--tls-ca-key=', 'Private key of the CA', '-'),
        ('--tls-client-cert=', 'Client certificate', '-'),
        ('--tls-client-key=', 'Private key of the client certificate', '-'),
        ('--github-api-token=', 'Accepted and ignored: jm sends no request to GitHub', '-'),
        ('--native-ssh', 'Use the system''s ssh program instead of jm''s client', '-'),
        ('--host-key-check=', 'Check of SSH host keys: off, pin or strict', '-'),
        ('--ssh-config=', 'ssh configuration file with jump hosts and keys for logins', '-'),
        ('--errors=', 'Form of error messages: text or json', '-'),
        ('--bugsnag-api-token=', 'Accepted and ignored: jm sends no crash reports', '-'),
        ('--version -v', 'Print the version', '-'),
        ('--timeout= -t=', 'Timeout in seconds for each machine; 0 waits without limit', 'active'),
        ('--file= -f=', 'The file; - is standard input', 'apply'),
        ('--plan', 'Print what would be done, and do nothing', 'apply'),
        ('--prune', 'Remove the machines of the group that are not in the file', 'apply'),
        ('--replace', 'Remove machines that must be made again for a change, and create them', 'apply'),
        ('-y', 'Do not ask', 'apply certs doctor rm swarm'),
        ('--parallel=', 'How many machines are created or removed at the same time', 'apply'),
        ('--format=', 'Output format of the plan: table or json', 'apply'),
        ('--format= -f=', 'Output format: table or json', 'certs context doctor driver image swarm'),
        ('--check', 'Ask the engines for the certificates that they use', 'certs'),
        ('--all', 'All machines', 'certs context exec export ssh-config'),
        ('--group=', 'The machines of this group', 'certs context doctor exec export ip kill provision regenerate-certs restart rm ssh-config start stop upgrade'),
        ('--filter=', 'The machines that match KEY=VALUE, as for ls', 'certs context exec export ssh-config'),
        ('--client', 'Renew the client certificate of the store', 'certs'),
        ('--ca', 'Renew the certificate of the store''s CA, for the same key and name', 'certs'),
        ('--rotate-ca', 'Replace the store''s CA by one with another key, machine by machine', 'certs'),
        ('--days=', 'Renew what ends within so many days (30)', 'certs'),
        ('--swarm', 'Print the address of the classic Swarm master instead of the engine', 'config env'),
        ('--cached', 'Print what is recorded without contacting the engine', 'config env'),
        ('--check', 'Contact the engine first, whatever the driver', 'config env exec use'),
        ('--name=', 'Name of the context, for one machine', 'context'),
        ('--ssh', 'Let docker reach the engine through ssh, which must know the machine', 'context'),
        ('--use', 'Also make it docker''s current context, for one machine', 'context'),
        ('--unset -u', 'Go back to docker''s context "default"', 'context'),
        ('--quiet -q', 'Print names only', 'context driver image ls'),
        ('--driver= -d=', 'Driver that creates the machine', 'create'),
        ('--engine-install-url=', 'Install script of the engine, or none', 'create set'),
        ('--engine-opt=', 'Option of the engine, as name=value', 'create'),
        ('--engine-insecure-registry=', 'Registry that the engine may use without TLS', 'create'),
        ('--engine-registry-mirror=', 'Registry mirror of the engine', 'create'),
        ('--engine-label=', 'Label of the engine, as key=value', 'create'),
        ('--engine-storage-driver=', 'Storage driver of the engine', 'create'),
        ('--engine-env=', 'Environment variable of the engine, as NAME=VALUE', 'create'),
        ('--swarm', 'Join a classic Swarm (recorded only)', 'create'),
        ('--swarm-image=', 'Image of classic Swarm (recorded only)', 'create'),
        ('--swarm-master', 'Be the master of a classic Swarm (recorded only)', 'create'),
        ('--swarm-discovery=', 'Discovery service of classic Swarm (recorded only)', 'create'),
        ('--swarm-strategy=', 'Scheduling strategy of classic Swarm (recorded only)', 'create'),
        ('--swarm-opt=', 'Option of the Swarm master (recorded only)', 'create'),
        ('--swarm-join-opt=', 'Option of the Swarm agent (recorded only)', 'create'),
        ('--swarm-host=', 'Address on which the Swarm master listens (recorded only)', 'create'),
        ('--swarm-addr=', 'Address that Swarm advertises; the address of the machine if not given', 'create'),
        ('--swarm-experimental', 'Experimental features of Swarm (recorded only)', 'create'),
        ('--tls-san=', 'Additional name or address in the server certificate', 'create'),
        ('--resume', 'Continue a creation that failed half-way; options of an existing host correct it', 'create'),
        ('--plan', 'Print the commands that would change the host, and change nothing; may wait for SSH', 'create provision'),
        ('--count=', 'Create that many machines, called MACHINE-1, MACHINE-2 and so on', 'create'),
        ('--parallel=', 'How many machines are created at the same time', 'create'),
        ('--if-not-exists', 'Leave a machine that exists as it is, and finish one whose creation failed half-way', 'create'),
        ('--no-provision', 'Create the instance only; ''provision'' installs the engine later', 'create'),
        ('--adopt', 'Take over the host''s engine, which works with TLS and these certificates, and change nothing', 'create'),
        ('--user-data=', 'File with user data for cloud-init, for the driver''s own option of whatever name', 'create'),
        ('--provision-script=', 'Script for sh, run on the host as root when the engine works; before:FILE before it is installed', 'create'),
        ('--group=', 'Group of the machine, for ''ls --filter group=''', 'create'),
        ('--ssh-jump=', 'Hosts through which SSH goes to the machine', 'create'),
        ('--open-swarm-ports', 'Open the ports of a swarm at the provider, where the driver can; to everybody', 'create'),
        ('--context', 'Also create a docker context for the machine', 'create'),
        ('--all', 'Contact all machines', 'doctor'),
        ('--fix', 'Repair what can be repaired', 'doctor'),
        ('--strict', 'Warnings count as errors', 'doctor'),
        ('--offline', 'Do not use the network', 'doctor'),
        ('--shell=', 'Shell for which to print: bash, cmd, emacs, fish, powershell, pwsh, sh, tcsh, zsh, or json or dotenv; that of the variable SHELL if not given', 'env'),
        ('--unset -u', 'Unset the variables instead of setting them', 'env use'),
        ('--no-proxy', 'Add the address of the machine to NO_PROXY', 'env exec use'),
        ('--cached', 'Use what is recorded without contacting the engine', 'exec use'),
        ('--swarm=', 'Use a manager of this cluster that answers', 'exec'),
        ('--parallel=', 'For how many machines the command runs at the same time', 'exec'),
        ('--no-prefix', 'Print the lines without the names of the machines', 'exec'),
        ('--stdin', 'Give each of several machines a copy of the standard input, made in a temporary file first', 'exec'),
        ('--fail-fast', 'After a failure end the commands of the other machines', 'exec'),
        ('--output= -o=', 'The file; MACHINE.jm.zip if not given, - for standard output', 'export'),
        ('--force -f', 'Replace the file if it exists', 'export'),
        ('--encrypt', 'Encrypt the file with a passphrase, in the format of age', 'export'),
        ('--passphrase-file=', 'File with the passphrase in its first line', 'export import'),
        ('--no-driver-secrets', 'Leave out the secrets in the driver''s data', 'export'),
        ('--with-ca-key', 'Include the key of the CA, with which certificates are renewed', 'export'),
        ('--for=', 'Only give this person access to the engines', 'export'),
        ('--days=', 'How many days the access of --for lasts (90)', 'export'),
        ('--force -f', 'Do not ask', 'image regenerate-certs'),
        ('--dry-run', 'Print what would be deleted, and delete nothing', 'image'),
        ('--all -a', 'Also delete images that were fetched within the last hour', 'image'),
        ('--as=', 'The name of the machine here', 'import'),
        ('--context', 'Also make a docker context for each machine', 'import'),
        ('--list', 'Print what the file has, and import nothing', 'import'),
        ('--format= -f=', 'json (one line), or a Go template (see ''help formatting'')', 'inspect'),
        ('--follow -f', 'Go on with new lines until Ctrl-C', 'logs'),
        ('--lines= -n=', 'Number of lines from the end of the log', 'logs'),
        ('--provision', 'Print the log of provisioning instead of the engine''s', 'logs'),
        ('--filter=', 'List only machines that match KEY=VALUE', 'ls'),
        ('--group=', 'List only the machines of this group', 'ls'),
        ('--timeout= -t=', 'Timeout in seconds for each machine, 0 for none; if not given, 10, or as jm 3 for machines of the driver none', 'ls'),
        ('--format= -f=', 'json, or a Go template (see ''help formatting'')', 'ls status version'),
        ('--no-trunc', 'Print the whole table also where the terminal is too narrow', 'ls'),
        ('--watch', 'Print again every N seconds (2 without a number) until Ctrl-C', 'ls'),
        ('--force', 'Also configure an engine that was adopted, which then is as if jm had made it', 'provision'),
        ('--provision-script=', 'Script for sh, run on the host as root when the engine works; before:FILE before that', 'provision'),
        ('--client-certs', 'Renew the client certificate and the CA too', 'regenerate-certs'),
        ('--force -f', 'Remove the record even if the instance cannot be removed; implies -y', 'rm'),
        ('--forget', 'Remove the record only; the instance goes on to run, and costs what it costs', 'rm'),
        ('--gone', 'Remove those machines that their providers no longer have; without MACHINE, of all machines', 'rm'),
        ('--write', 'Keep a file with all machines, and include it from ~/.ssh/config', 'ssh-config'),
        ('--remove', 'Remove that file, and do not include it any more', 'ssh-config'),
        ('--recursive -r', 'Copy directories with their contents', 'scp'),
        ('--delta -d', 'Send only what differs (with rsync)', 'scp'),
        ('--quiet -q', 'No progress output and no warnings of ssh', 'scp'),
        ('--unmount -u', 'Unmount the directory', 'mount'),
        ('--memory=', 'Memory in MB', 'set'),
        ('--cpu-count=', 'Number of CPUs', 'set'),
        ('--disk-size=', 'Size of the disk in MB', 'set'),
        ('--engine-opt=', 'Options of the engine, as name=value; - for none', 'set'),
        ('--engine-env=', 'Environment variables of the engine, as NAME=VALUE; - for none', 'set'),
        ('--engine-insecure-registry=', 'Registries that the engine may use without TLS; - for none', 'set'),
        ('--engine-label=', 'Labels of the engine, as key=value; - for none', 'set'),
        ('--engine-registry-mirror=', 'Registry mirrors of the engine; - for none', 'set'),
        ('--engine-storage-driver=', 'Storage driver of the engine; - for its own choice', 'set'),
        ('--tls-san=', 'Additional names and addresses in the server certificate; - for none', 'set'),
        ('--driver-option=', 'KEY=VALUE: a value that the driver has recorded; KEY=- reads it from standard input', 'set'),
        ('--group=', 'Group of the machines; - takes them out of their group', 'set'),
        ('--ssh-jump=', 'Hosts through which SSH goes to the machines; none for a direct connection', 'set'),
        ('--managers=', 'How many machines are managers; others are demoted', 'swarm'),
        ('--manager=', 'A machine that is a manager, in place of a number', 'swarm'),
        ('--advertise=', 'The addresses that the nodes tell each other: auto, private, public, the name of a network interface, or a network such as 10.0.0.0/8', 'swarm'),
        ('--parallel=', 'How many workers join at the same time', 'swarm'),
        ('--context', 'Also make a docker context of the cluster, which leads to a manager', 'swarm'),
        ('--plan', 'Print what would be done, and change nothing', 'swarm'),
        ('--force -f', 'Also machines that do not answer, and managers that the swarm needs; implies -y', 'swarm'),
        ('--hook=', 'Print the function for a shell: bash, zsh, fish or powershell', 'use'),
        ('--lines', 'Print the lines that the function evaluates', 'use'),
        ('--shell=', 'Shell for which to print the lines', 'use'),
        ('--details', 'Print also the version and the form of jm, and where its store is', 'version'),
        ('--help -h', 'Show help', '- active apply certs completion config context create doctor driver env exec export image import inspect ip kill logs ls provision regenerate-certs restart rm ssh ssh-config scp mount set start status stop swarm upgrade url use version')
    )
# end of table
    $optionsOf = {
        param($of)
        $found = [ordered]@{}
        foreach ($option in $jmOptions) {
            $names, $usage, $having = $option
            if ($having.Split(' ') -cnotcontains $of) { continue }
            foreach ($name in $names.Split(' ')) {
                # keys that differ in case only are one key
                if (-not $found.Contains($name)) { $found[$name] = $usage }
            }
        }
        $found
    }

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
    $options = & $optionsOf '-'
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
            $options = & $optionsOf $command
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
