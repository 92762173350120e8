package io.jm.api;

import io.jm.console.Answer;
import io.jm.console.Console;
import io.jm.console.Streams;
import io.jm.text.Printable;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives log lines to a listener. It shows nothing else, and nobody answers questions. */
final class ListenerConsole implements Console {
    private final Consumer<String> lines;

    ListenerConsole(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void info(String line) {
        lines.accept(Printable.text(line));
    }

    @Override
    public void warn(String line) {
        info(line);
    }

    @Override
    public void error(String line) {
        info(line);
    }

    @Override
    public void result(String line) {
        // the caller gets results as values
    }

    @Override
    public void write(String text) {
        // see result
    }

    @Override
    public void debug(String line) {
        // see debugging
    }

    @Override
    public boolean debugging() {
        return false;
    }

    @Override
    public void progress(String line) {
        // there is no terminal
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
        // all lines have one listener
    }

    @Override
    public Streams streams() {
        return new Streams(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    @Override
    public void flush() {
        // nothing is kept
    }

    @Override
    public @Nullable String outputError() {
        return null;
    }
}
