package io.jm.provision.engine;

/** The file from which boot2docker reads its engine's options. */
public final class Boot2DockerProfile implements EngineConfigFile {
    @Override
    public String path() {
        return "/var/lib/boot2docker/profile";
    }

    @Override
    public String text(EngineSettings settings) {
        String directory = settings.directory();
        return "\nEXTRA_ARGS='\n" + ShellOptions.lines(settings.userOptions()) + "\n'\nCACERT=" + directory
                + "/ca.pem\nDOCKER_HOST='-H tcp://0.0.0.0:" + settings.port() + "'\nDOCKER_STORAGE="
                + settings.storageDriver() + "\nDOCKER_TLS=auto\nSERVERKEY=" + directory
                + "/server-key.pem\nSERVERCERT=" + directory + "/server.pem\n\n"
                + ShellOptions.exports(settings.environment()) + "\n";
    }
}
