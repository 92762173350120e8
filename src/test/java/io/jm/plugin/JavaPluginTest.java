package io.jm.plugin;

import java.io.IOException;

/** The test driver in a jar, served by jm as a plugin in another process. */
class JavaPluginTest extends PluginContract {
    @Override
    PluginBench bench() throws IOException {
        return new PluginBench(directory).java();
    }
}
