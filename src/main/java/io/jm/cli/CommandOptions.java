package io.jm.cli;

import io.jm.driver.CreateFlag;
import io.jm.os.Environment;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command for what fills them otherwise than the command line. */
public final class CommandOptions {
    private CommandOptions() {}

    /** Returns the options of an annotated command, without those of drivers. */
    public static List<CreateFlag> of(Object command) {
        List<CreateFlag> options = new ArrayList<>();
        for (OptionSpec option : App.spec(command).options()) {
            Flag flag = Flag.of(option);
            String name = flag.name();
            options.add(
                    switch (flag.kind()) {
                        case SWITCH -> new CreateFlag.Switch(name, flag.usage(), flag.environmentVariable());
                        case NUMBER -> new CreateFlag.Number(name, flag.usage(), flag.environmentVariable(), 0);
                        case LIST -> new CreateFlag.TextList(name, flag.usage(), flag.environmentVariable(), List.of());
                        case TEXT ->
                            new CreateFlag.Text(name, flag.usage(), flag.environmentVariable(), flag.defaultValue());
                    });
        }
        return options;
    }

    /**
     * Fills the fields of a command as its command line does.
     *
     * @throws io.jm.base.UsageException if the arguments are wrong
     */
    public static void fill(Object command, List<String> arguments, Environment environment) {
        new CommandReader(App.spec(command), command, environment).read(arguments);
    }
}
