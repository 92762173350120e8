package io.jm.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The console of one machine of several that are handled at the same time: each line of its log starts with the
 * machine's name. It shows no progress, which only one of them could, and asks nothing.
 */
public final class LabelledConsole implements Console {
    private final Console console;
    private final String label;

    /**
     * Labels the lines of a console.
     *
     * @param name the machine's name
     * @param names those of all machines
     */
    public LabelledConsole(Console console, String name, List<String> names) {
        this.console = console;
        this.label = new Labels(names).of(name);
    }

    private String labelled(String text) {
        return label + text.replace("\n", "\n" + label);
    }

    @Override
    public void result(String line) {
        console.result(labelled(line));
    }

    @Override
    public void write(String text) {
        text.lines().forEach(this::result);
    }

    @Override
    public void info(String line) {
        console.info(labelled(line));
    }

    @Override
    public void warn(String line) {
        console.warn(labelled(line));
    }

    @Override
    public void error(String line) {
        console.error(labelled(line));
    }

    @Override
    public void debug(String line) {
        console.debug(labelled(line));
    }

    @Override
    public boolean debugging() {
        return console.debugging();
    }

    @Override
    public void progress(String line) {
        // other machines would overwrite it
    }

    @Override
    public void progressDetail(String detail) {
        // see progress
    }

    @Override
    public void clearProgress() {
        // see progress
    }

    @Override
    public Answer confirm(String prompt) {
        return Answer.END_OF_INPUT;
    }

    @Override
    public void infoToStandardError() {
        console.infoToStandardError();
    }

    @Override
    public Streams streams() {
        return console.streams();
    }

    @Override
    public void flush() {
        console.flush();
    }

    @Override
    public boolean outputClosed() {
        return console.outputClosed();
    }

    @Override
    public @Nullable String outputError() {
        return console.outputError();
    }
}
