package io.jm.cli;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.driver.DriverFactory;
import io.jm.engine.EngineClient;
import io.jm.os.Environment;
import io.jm.store.MachineStore;
import java.util.List;

/** What commands work with; each thing is made at its first use, so that a command pays only for what it needs. */
public interface Context extends AutoCloseable {
    Environment environment();

    Console console();

    Ticker ticker();

    GlobalOptions globals();

    /** The whole command line as typed, the program first. */
    List<String> commandLine();

    MachineStore store();

    DriverFactory drivers();

    EngineClient engine();

    /** Ends what was started: plugins, connections. */
    @Override
    void close();
}
