package io.jm.cli;

import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import io.jm.os.Environment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Reads the words behind one command into its annotated fields. */
final class CommandReader {
    private final CommandSpec spec;
    private final Object command;
    private final Environment environment;
    private final List<Flag> own;
    private final List<Flag> visible;
    private List<CreateFlag> drivers = List.of();

    CommandReader(CommandSpec spec, Object command, Environment environment) {
        this.spec = spec;
        this.command = command;
        this.environment = environment;
        this.own = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            own.add(Flag.of(option));
        }
        this.visible = HelpPage.flags(spec);
    }

    /** Fills the command's fields; false if the user asked for help instead. */
    boolean read(List<String> words) {
        if (spec.name().equals("ssh")) {
            return readRaw(words);
        }
        List<Flag> flags = new ArrayList<>(own);
        flags.add(Flag.HELP);
        if (command instanceof TakesDriverFlags taker) {
            String driver = DriverName.in(words, taker.defaultDriver(words));
            drivers = driver.isEmpty() ? List.of() : taker.driverFlags(driver);
            for (CreateFlag flag : drivers) {
                flags.add(Flag.of(flag));
            }
        }
        GoFlagSyntax syntax = new GoFlagSyntax(flags);
        GoFlagSyntax.Words read = command instanceof KeepsWordOrder ? syntax.readInOrder(words) : syntax.readAll(words);
        if (read.isOn("help")) {
            return false;
        }
        GoFlagSyntax.addEnvironment(read, flags, environment);
        bind(read);
        if (command instanceof TakesDriverFlags taker) {
            taker.accept(options(read));
        }
        return true;
    }

    /** The words behind {@code ssh} are its own business, but for help in first place. */
    private boolean readRaw(List<String> words) {
        if (!words.isEmpty() && (words.get(0).equals("-h") || words.get(0).endsWith("-help"))) {
            return false;
        }
        parse(List.of(), words);
        return true;
    }

    private void bind(GoFlagSyntax.Words read) {
        List<String> plain = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            Flag flag = Flag.of(option);
            List<String> values = read.values().get(flag.name());
            if (values == null) {
                continue;
            }
            if (flag.kind() == Flag.Kind.SWITCH) {
                if (read.isOn(flag.name())) {
                    plain.add(option.longestName());
                }
            } else if (flag.kind() == Flag.Kind.LIST) {
                for (String value : values) {
                    plain.add(option.longestName() + "=" + value);
                }
            } else {
                plain.add(option.longestName() + "=" + values.get(values.size() - 1));
            }
        }
        parse(plain, read.arguments());
    }

    private void parse(List<String> options, List<String> arguments) {
        List<String> words = new ArrayList<>(options);
        words.add("--");
        words.addAll(arguments);
        spec.parser().trimQuotes(false).splitQuotedStrings(false);
        new CommandLine(spec)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setInterpolateVariables(false)
                .parseArgs(words.toArray(String[]::new));
    }

    private DriverOptions options(GoFlagSyntax.Words read) {
        Map<String, Object> values = new HashMap<>();
        for (Flag flag : own) {
            value(values, flag, read, List.of());
        }
        for (CreateFlag driver : drivers) {
            List<String> preset = driver instanceof CreateFlag.TextList list ? list.defaultValue() : List.of();
            value(values, Flag.of(driver), read, preset);
        }
        return new DriverOptions(values);
    }

    private static void value(Map<String, Object> values, Flag flag, GoFlagSyntax.Words read, List<String> presetList) {
        String last = read.last(flag.name());
        switch (flag.kind()) {
            case SWITCH -> values.put(flag.name(), read.isOn(flag.name()));
            case NUMBER -> {
                String number = last == null ? flag.defaultValue() : last;
                values.put(flag.name(), number.isEmpty() ? 0L : Long.parseLong(number));
            }
            case TEXT -> values.put(flag.name(), last == null ? flag.defaultValue() : last);
            default -> {
                List<String> given = read.values().get(flag.name());
                values.put(flag.name(), given == null ? presetList : List.copyOf(given));
            }
        }
    }

    /** The command's help, with the driver's options once they are known. */
    String help(String program) {
        List<Flag> flags = new ArrayList<>(visible);
        for (CreateFlag flag : drivers) {
            flags.add(Flag.of(flag));
        }
        if (!drivers.isEmpty()) {
            flags.sort(Comparator.comparing(Flag::name));
        }
        return HelpPage.ofCommand(program, spec, flags);
    }
}
