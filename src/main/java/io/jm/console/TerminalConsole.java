package io.jm.console;

import io.jm.text.Printable;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A console whose standard error is a terminal, on which long waits show their progress. */
public final class TerminalConsole implements Console {
    private final Console plain;
    private final StatusLine status;

    /**
     * Adds the progress line to a console.
     *
     * @param plain the console for everything else
     * @param terminal standard error
     */
    public TerminalConsole(Console plain, OutputStream terminal) {
        this.plain = plain;
        this.status = new StatusLine(terminal);
    }

    @Override
    public void result(String line) {
        status.erase();
        plain.result(line);
    }

    @Override
    public void write(String text) {
        status.erase();
        plain.write(text);
    }

    @Override
    public void info(String line) {
        status.erase();
        plain.info(line);
    }

    @Override
    public void warn(String line) {
        status.erase();
        plain.warn(line);
    }

    @Override
    public void error(String line) {
        status.erase();
        plain.error(line);
    }

    @Override
    public void debug(String line) {
        status.erase();
        plain.debug(line);
    }

    @Override
    public boolean debugging() {
        return plain.debugging();
    }

    @Override
    public void progress(String line) {
        status.show(Printable.line(line));
    }

    @Override
    public void progressDetail(String detail) {
        status.detail(Printable.line(detail));
    }

    @Override
    public void clearProgress() {
        status.end();
    }

    @Override
    public Answer confirm(String prompt) {
        status.end();
        return plain.confirm(prompt);
    }

    @Override
    public void infoToStandardError() {
        plain.infoToStandardError();
    }

    @Override
    public Streams streams() {
        status.end();
        return plain.streams();
    }

    @Override
    public void flush() {
        plain.flush();
    }

    @Override
    public boolean outputClosed() {
        return plain.outputClosed();
    }

    @Override
    public @Nullable String outputError() {
        return plain.outputError();
    }
}
