package io.jm.cli;

import io.jm.base.UsageException;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import io.jm.os.Environment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Parses the arguments of one command into its annotated fields. */
final class CommandReader {
    private final CommandSpec spec;
    private final Object command;
    private final Environment environment;
    private final List<Flag> own;
    private List<CreateFlag> drivers = List.of();
    private String driverOption = "";

    CommandReader(CommandSpec spec, Object command, Environment environment) {
        this.spec = spec;
        this.command = command;
        this.environment = environment;
        this.own = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            own.add(Flag.of(option));
        }
    }

    /** Fills the command's fields; returns false if help is requested instead. */
    boolean read(List<String> arguments) {
        if (command instanceof PassesArgumentsThrough) {
            return readRaw(arguments);
        }
        List<Flag> flags = new ArrayList<>(own);
        flags.add(Flag.HELP);
        DriverFlags added = null;
        if (command instanceof TakesDriverFlags taker) {
            added = new DriverFlags(taker, arguments);
            added.refuseRedefinitions(flags);
            drivers = added.all();
            driverOption = added.option();
            for (CreateFlag flag : drivers) {
                flags.add(Flag.of(flag));
            }
        }
        GoFlagSyntax syntax = environment.calledAsDockerMachine()
                ? new GoFlagSyntax(flags, false, List.of())
                : new GoFlagSyntax(flags, true, GlobalFlags.table(environment));
        GoFlagSyntax.Parsed parsed;
        try {
            parsed = command instanceof TakesCommandLine ? syntax.readBefore(arguments) : syntax.readAll(arguments);
        } catch (UsageException e) {
            throw added == null ? e : added.error(e);
        }
        if (parsed.isOn("help")) {
            if (added != null) {
                added.refuseHelpOfMissing();
            }
            return false;
        }
        if (command instanceof TakesDriverFlags taker) {
            taker.given(Set.copyOf(parsed.values().keySet()));
        }
        GoFlagSyntax.addEnvironment(parsed, flags, environment);
        bind(parsed);
        if (command instanceof TakesDriverFlags taker) {
            taker.accept(options(parsed));
        }
        return true;
    }

    /** Passes the arguments on as they are; only a first argument can request help. */
    private boolean readRaw(List<String> arguments) {
        if (!arguments.isEmpty()
                && (arguments.get(0).equals("-h") || arguments.get(0).endsWith("-help"))) {
            return false;
        }
        bindArguments(arguments);
        return true;
    }

    // Not with picocli's parser: it would parse the arguments again, and its preparation takes a third of a start.
    private void bind(GoFlagSyntax.Parsed parsed) {
        List<OptionSpec> options = spec.options();
        for (int i = 0; i < options.size(); i++) {
            OptionSpec option = options.get(i);
            Flag flag = own.get(i);
            if (parsed.values().containsKey(flag.name()) || !flag.defaultValue().isEmpty() && !mayBeNull(option)) {
                option.setValue(value(flag, parsed, List.of()));
            }
        }
        bindArguments(parsed.arguments());
    }

    /** Returns whether the option is null if it is not given, whatever help shows as its default. */
    private static boolean mayBeNull(OptionSpec option) {
        return option.type() == Long.class;
    }

    private void bindArguments(List<String> arguments) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            parameter.setValue(new ArrayList<>(arguments));
        }
    }

    private DriverOptions options(GoFlagSyntax.Parsed parsed) {
        Map<String, Object> values = new HashMap<>();
        for (Flag flag : own) {
            values.put(flag.name(), value(flag, parsed, List.of()));
        }
        for (CreateFlag driver : drivers) {
            Flag flag = Flag.of(driver);
            List<String> fallback = driver instanceof CreateFlag.TextList list ? list.defaultValue() : List.of();
            values.put(flag.name(), value(flag, parsed, fallback));
        }
        return new DriverOptions(values, Set.copyOf(parsed.values().keySet()));
    }

    private static Object value(Flag flag, GoFlagSyntax.Parsed parsed, List<String> fallback) {
        String last = parsed.last(flag.name());
        return switch (flag.kind()) {
            case SWITCH -> parsed.isOn(flag.name());
            case NUMBER -> {
                String number = last == null ? flag.defaultValue() : last;
                yield number.isEmpty() ? 0L : Long.parseLong(number);
            }
            case TEXT -> last == null ? flag.defaultValue() : last;
            case LIST -> {
                List<String> given = parsed.values().get(flag.name());
                yield given == null ? fallback : List.copyOf(given);
            }
        };
    }

    /** Returns the option, with a blank before it, with which help lists those of the driver; empty without one. */
    String driverOption() {
        return driverOption;
    }

    /** Returns the options that help lists, with those of the driver if they are known. */
    List<Flag> visibleFlags() {
        List<Flag> flags = new ArrayList<>(Flag.visible(spec));
        for (CreateFlag flag : drivers) {
            flags.add(Flag.of(flag));
        }
        if (!drivers.isEmpty()) {
            flags.sort(Comparator.comparing(Flag::name));
        }
        return flags;
    }
}
