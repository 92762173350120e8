package io.jm.os;

/**
 * Names every environment variable that jm or its launcher reads, except those of the locale, with its default and its
 * meaning. The page {@code docs/environment.md} and {@code jm help environment} are made from it.
 */
public enum Setting {
    STORAGE_PATH("MACHINE_STORAGE_PATH", "", "all", "Directory of the store; ~/.docker/machine if not set"),
    DEFAULTS(
            "MACHINE_DEFAULTS",
            "jm",
            "docker-machine",
            "all",
            "Defaults where the two programs differ: those of jm or of docker-machine"),
    ERRORS("MACHINE_ERRORS", "text", "all", "Form of error messages: text, or json (one line for each error)"),
    DEBUG("MACHINE_DEBUG", "false", "all", "Print debug output to standard error"),
    TLS_CA_CERT("MACHINE_TLS_CA_CERT", "", "all", "CA certificate; the store's own if not set"),
    TLS_CA_KEY("MACHINE_TLS_CA_KEY", "", "all", "Private key of the CA; the store's own if not set"),
    TLS_CLIENT_CERT("MACHINE_TLS_CLIENT_CERT", "", "all", "Client certificate; the store's own if not set"),
    TLS_CLIENT_KEY("MACHINE_TLS_CLIENT_KEY", "", "all", "Private key of the client; the store's own if not set"),
    GITHUB_API_TOKEN("MACHINE_GITHUB_API_TOKEN", "", "all", "Accepted and ignored: jm sends no request to GitHub"),
    BUGSNAG_API_TOKEN("MACHINE_BUGSNAG_API_TOKEN", "", "all", "Accepted and ignored: jm sends no crash reports"),
    DRIVER(
            Names.DRIVER,
            "",
            "virtualbox",
            "create",
            "Driver that creates the machine; virtualbox or qemu if not set, see create"),
    ENGINE_INSTALL_URL(
            Names.ENGINE_INSTALL_URL, "https://get.docker.com", "create", "Install script of the engine, or none"),
    ENGINE_REGISTRY_MIRROR(Names.ENGINE_REGISTRY_MIRROR, "", "create", "Registry mirrors, separated by commas"),
    SWARM_IMAGE(Names.SWARM_IMAGE, "swarm:latest", "create", "Image of classic Swarm; only recorded"),
    NATIVE_SSH("MACHINE_NATIVE_SSH", "false", "all that log in", "Use the system's ssh program instead of jm's client"),
    HOST_KEY_CHECK(
            "MACHINE_HOST_KEY_CHECK",
            "pin",
            "off",
            "all that log in",
            "Check of SSH host keys: off, pin (remember the first one) or strict (known ones only)"),
    SSH_CONFIG(
            "MACHINE_SSH_CONFIG",
            "",
            "all that log in",
            "ssh configuration file with jump hosts and keys for logins; none if not set"),
    SSH_ATTEMPTS(
            "MACHINE_SSH_ATTEMPTS",
            "60",
            "create, provision, regenerate-certs, restart, start, upgrade",
            "How often jm tries to reach and log in to a machine that is starting"),
    SSH_RETRY_INTERVAL(
            "MACHINE_SSH_RETRY_INTERVAL",
            "3s",
            "create, provision, regenerate-certs, restart, start, upgrade",
            "Pause between two of these attempts: 500ms, 3s, 1m, or seconds"),
    STOP_TIMEOUT(
            "MACHINE_STOP_TIMEOUT", "120", "stop, restart", "Seconds that a machine of this computer has to shut down"),
    SSH_EXIT_STATUS(
            Names.SSH_EXIT_STATUS,
            "remote",
            "one",
            "ssh",
            "Exit code if the command fails: remote (its own status) or one (1, and a line with its status)"),
    STRICT_RM(Names.STRICT_RM, "", "rm", "If 1, rm --force exits with 1 if an instance could not be removed"),
    PASSPHRASE("MACHINE_PASSPHRASE", "", "export, import", "Passphrase of the encrypted file"),
    DRIVER_HOST(
            "MACHINE_DRIVER_HOST",
            "",
            "all",
            "docker-machine program that serves its built-in drivers; the first one in PATH that is not jm if not set"),
    DRIVER_PATH("MACHINE_DRIVER_PATH", "", "all", "Jars, or directories with jars, that contain drivers (jar form)"),
    PREFER_PLUGIN(
            "MACHINE_PREFER_PLUGIN",
            "",
            "all",
            "Names of drivers, separated by commas, for which a plugin or docker-machine is used instead of the one"
                    + " inside jm; \"all\" for those for which there is one"),
    PLUGIN_TIMEOUT(
            "MACHINE_PLUGIN_TIMEOUT",
            "",
            "all",
            "Timeout in seconds of a call to a plugin; 120 for a query and 7200 for an action if not set"),
    PLUGIN_TOKEN("MACHINE_PLUGIN_TOKEN", "", "internal", "If 42, jm is a plugin and serves a driver to its caller"),
    PLUGIN_DRIVER_NAME("MACHINE_PLUGIN_DRIVER_NAME", "", "internal", "Driver that jm serves as a plugin"),
    DOCKER_PLUGIN(
            "DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND",
            "",
            "internal",
            "Set by docker for its plugins, as docker machine"),
    FORM("JM_FORM", "", "launcher", "Form of jm that runs: native or jar; the native one if not set and installed"),
    PROGRAM("JM_PROGRAM", "", "internal", "Name by which jm was called"),
    LAUNCHER("JM_LAUNCHER", "", "internal", "Process whose name JM_PROGRAM is"),
    ERROR_TERMINAL("JM_TERMINAL", "", "internal", "1 if standard error is a terminal"),
    OUTPUT_TERMINAL("JM_OUTPUT_TERMINAL", "", "internal", "1 if standard output is a terminal"),
    JAVA_HOME("JAVA_HOME", "", "launcher", "Java that runs the jar form; java in PATH if not set"),
    DOCKER_CONFIG(
            "DOCKER_CONFIG",
            "",
            "context, all that change a machine",
            "Directory of docker's own files; ~/.docker if not set"),
    DOCKER_CONTEXT("DOCKER_CONTEXT", "", "context", "Docker context that docker uses instead of its current one"),
    DOCKER_HOST("DOCKER_HOST", "", "active, doctor, ls", "Engine address; the machine with this address is active"),
    MACHINE_NAME("DOCKER_MACHINE_NAME", "", "doctor, use", "Machine that the shell uses, as env and use set it"),
    HTTPS_PROXY_LOWER_CASE(
            "https_proxy",
            "",
            "all that ask a provider, create",
            "HTTP proxy for https to servers on the internet; before HTTPS_PROXY"),
    HTTPS_PROXY("HTTPS_PROXY", "", "all that ask a provider, create", "The same, if https_proxy is not set"),
    HTTP_PROXY_LOWER_CASE(
            "http_proxy",
            "",
            "all that ask a provider, create",
            "HTTP proxy for http to servers on the internet; before HTTP_PROXY"),
    HTTP_PROXY("HTTP_PROXY", "", "all that ask a provider, create", "The same, if http_proxy is not set"),
    NO_PROXY_LOWER_CASE(
            "no_proxy",
            "",
            "all that ask a provider, create, env",
            "Hosts without proxy, which env --no-proxy extends; before NO_PROXY"),
    NO_PROXY("NO_PROXY", "", "all that ask a provider, create, env", "The same, if no_proxy is not set"),
    SSL_CERT_FILE(
            "SSL_CERT_FILE",
            "",
            "all that ask a provider, create",
            "File with the authorities that servers on the internet are checked with; those of the system if not set"),
    SSL_CERT_DIR(
            "SSL_CERT_DIR", "", "all that ask a provider, create", "Directories with such files, separated by colons"),
    LAST_MACHINE(
            "JM_LAST_MACHINE", "", "use", "Machine that the shell used before, as use sets it; use - returns to it"),
    SHELL(
            "SHELL",
            "",
            "env, exec, use",
            "Shell for which lines are printed, if --shell is not given; shell that exec starts without a command"),
    FISH("__fish_bin_dir", "", "env", "Set by fish; then the shell is fish (Windows)"),
    COLUMNS(
            "COLUMNS",
            "80",
            "help, ls",
            "Width of help in characters, at least 40; of the table of ls on a terminal that does not report its width"),
    NO_COLOR("NO_COLOR", "", "exec, help, ls", "No colours if set"),
    CLICOLOR("CLICOLOR", "", "exec, help, ls", "No colours if 0"),
    CLICOLOR_FORCE("CLICOLOR_FORCE", "", "exec, help, ls", "Colours even if the output is not a terminal, unless 0"),
    CI("CI", "", "all", "No progress output if set"),
    TERM("TERM", "dumb", "all", "Terminal type; no progress output and no colours if dumb"),
    PATH("PATH", "", "all", "Directories of plugins, of docker-machine, ssh, rsync and sshfs"),
    HOME("HOME", "", "all", "Home directory"),
    USERPROFILE("USERPROFILE", "", "all", "Home directory (Windows)"),
    XDG_RUNTIME_DIR(
            "XDG_RUNTIME_DIR", "", "all", "Directory of a virtual machine's sockets if the store's path is too long"),
    USER("USER", "", "all", "User name in certificates, and for SSH to a host without a recorded user"),
    LOGNAME("LOGNAME", "", "ssh, scp, mount", "The same for SSH, if USER is not set; root if neither is set"),
    USERNAME("USERNAME", "", "all", "User name in certificates (Windows)"),
    SSH_AUTH_SOCK("SSH_AUTH_SOCK", "", "all that log in", "Socket of the SSH agent");

    private final String variable;
    private final String defaultValue;
    private final String dockerMachineDefault;
    private final String commands;
    private final String meaning;

    Setting(String variable, String defaultValue, String commands, String meaning) {
        this(variable, defaultValue, defaultValue, commands, meaning);
    }

    Setting(String variable, String defaultValue, String dockerMachineDefault, String commands, String meaning) {
        this.variable = variable;
        this.defaultValue = defaultValue;
        this.dockerMachineDefault = dockerMachineDefault;
        this.commands = commands;
        this.meaning = meaning;
    }

    /** Returns the name of the environment variable. */
    public String variable() {
        return variable;
    }

    /** Returns the value that applies if the variable is not set; empty if there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Returns the value that applies if the variable is not set and docker-machine's defaults are kept. */
    public String dockerMachineDefault() {
        return dockerMachineDefault;
    }

    /** Returns the commands that read it, separated by commas; {@code all}, {@code launcher} or {@code internal}. */
    public String commands() {
        return commands;
    }

    /** Returns what it means, in one line. */
    public String meaning() {
        return meaning;
    }

    /** Names for annotations, which take constants only. */
    public static final class Names {
        public static final String DRIVER = "MACHINE_DRIVER";
        public static final String ENGINE_INSTALL_URL = "MACHINE_DOCKER_INSTALL_URL";
        public static final String ENGINE_REGISTRY_MIRROR = "ENGINE_REGISTRY_MIRROR";
        public static final String SWARM_IMAGE = "MACHINE_SWARM_IMAGE";
        public static final String SSH_EXIT_STATUS = "MACHINE_SSH_EXIT_STATUS";
        public static final String STRICT_RM = "MACHINE_STRICT_RM";

        private Names() {}
    }
}
