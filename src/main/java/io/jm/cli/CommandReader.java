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
        this.visible = Flag.visible(spec);
    }

    /** Fills the command's fields; false if the user asked for help instead. */
    boolean read(List<String> words) {
        if (command instanceof PassesArgumentsThrough) {
            return readRaw(words);
        }
        List<Flag> flags = new ArrayList<>(own);
        flags.add(Flag.HELP);
        DriverFlags added = null;
        if (command instanceof TakesDriverFlags taker) {
            added = new DriverFlags(taker, words);
            added.refuseRedefinitions(flags);
            drivers = added.all();
            for (CreateFlag flag : drivers) {
                flags.add(Flag.of(flag));
            }
        }
        GoFlagSyntax syntax = new GoFlagSyntax(flags);
        GoFlagSyntax.Words read;
        try {
            read = command instanceof KeepsWordOrder ? syntax.readInOrder(words) : syntax.readAll(words);
        } catch (UsageException e) {
            throw added == null ? e : added.mistake(e);
        }
        if (read.isOn("help")) {
            if (added != null) {
                added.refuseHelpOfMissing();
            }
            return false;
        }
        if (command instanceof TakesDriverFlags taker) {
            taker.given(Set.copyOf(read.values().keySet()));
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
        bindArguments(words);
        return true;
    }

    // Not by picocli's parser: it would read once more what is read already, and preparing it is a third of a start.
    private void bind(GoFlagSyntax.Words read) {
        for (OptionSpec option : spec.options()) {
            Flag flag = Flag.of(option);
            if (read.values().containsKey(flag.name()) || !flag.defaultValue().isEmpty() && !mayBeNull(option)) {
                option.setValue(value(flag, read, List.of()));
            }
        }
        bindArguments(read.arguments());
    }

    /** A number that may be null is null where nothing was said, whatever help shows as its default. */
    private static boolean mayBeNull(OptionSpec option) {
        return option.type() == Long.class;
    }

    private void bindArguments(List<String> arguments) {
        for (PositionalParamSpec words : spec.positionalParameters()) {
            words.setValue(new ArrayList<>(arguments));
        }
    }

    private DriverOptions options(GoFlagSyntax.Words read) {
        Map<String, Object> values = new HashMap<>();
        for (Flag flag : own) {
            values.put(flag.name(), value(flag, read, List.of()));
        }
        for (CreateFlag driver : drivers) {
            Flag flag = Flag.of(driver);
            List<String> preset = driver instanceof CreateFlag.TextList list ? list.defaultValue() : List.of();
            values.put(flag.name(), value(flag, read, preset));
        }
        return new DriverOptions(values);
    }

    private static Object value(Flag flag, GoFlagSyntax.Words read, List<String> presetList) {
        String last = read.last(flag.name());
        return switch (flag.kind()) {
            case SWITCH -> read.isOn(flag.name());
            case NUMBER -> {
                String number = last == null ? flag.defaultValue() : last;
                yield number.isEmpty() ? 0L : Long.parseLong(number);
            }
            case TEXT -> last == null ? flag.defaultValue() : last;
            case LIST -> {
                List<String> given = read.values().get(flag.name());
                yield given == null ? presetList : List.copyOf(given);
            }
        };
    }

    /** The options that help lists, with those of the driver once they are known. */
    List<Flag> visibleFlags() {
        List<Flag> flags = new ArrayList<>(visible);
        for (CreateFlag flag : drivers) {
            flags.add(Flag.of(flag));
        }
        if (!drivers.isEmpty()) {
            flags.sort(Comparator.comparing(Flag::name));
        }
        return flags;
    }
}
