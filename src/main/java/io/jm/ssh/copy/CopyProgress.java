package io.jm.ssh.copy;

import io.jm.console.Console;
import io.jm.ssh.LocalTerminal;
import io.jm.text.Printable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows a progress bar for each copied file if standard output is a terminal. */
public final class CopyProgress {
    private static final int WIDTH = 78;

    private final @Nullable PrintStream terminal;
    private volatile @Nullable Bar shown;

    private CopyProgress(@Nullable PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Shows nothing. */
    public static CopyProgress silent() {
        return new CopyProgress(null);
    }

    /** Draws on standard output if that is a terminal. */
    public static CopyProgress on(Console console) {
        return LocalTerminal.showsOutput()
                ? to(new PrintStream(console.streams().out(), true, StandardCharsets.UTF_8))
                : silent();
    }

    /** Draws on the given stream. */
    static CopyProgress to(PrintStream terminal) {
        return new CopyProgress(terminal);
    }

    /** Starts the bar of a file; its name may come from a machine and is made printable. */
    Bar start(String name, long size) {
        PrintStream target = terminal;
        Bar bar = target == null ? new Bar(null, null) : new Bar(draw(target, name, size), target);
        shown = bar;
        return bar;
    }

    private static ProgressBar draw(PrintStream terminal, String name, long size) {
        return new ProgressBarBuilder()
                .setTaskName(Printable.line(name))
                .setInitialMax(size)
                .setUpdateIntervalMillis(200)
                .setRenderer(new ProgressLine())
                .setConsumer(new OpenLine(terminal))
                .build();
    }

    /**
     * Prints no line end: the library omits it for a bar that is closed before it was drawn, so {@link Bar} prints it.
     */
    private static final class OpenLine extends ConsoleProgressBarConsumer {
        OpenLine(PrintStream terminal) {
            super(terminal, WIDTH);
        }

        @Override
        public void close() {
            // Bar.close prints the line end
        }
    }

    /** Ends the bar's line because the process is ending; the next output starts on a new line. */
    void interrupted() {
        Bar bar = shown;
        if (bar != null) {
            bar.close();
        }
    }

    /** The bar of one file. */
    static final class Bar implements AutoCloseable {
        private @Nullable ProgressBar lower;
        private final @Nullable PrintStream terminal;

        private Bar(@Nullable ProgressBar lower, @Nullable PrintStream terminal) {
            this.lower = lower;
            this.terminal = terminal;
        }

        synchronized void stepTo(long done) {
            if (lower != null) {
                lower.stepTo(done);
            }
        }

        /** Ends the line; later calls do nothing. */
        @Override
        public synchronized void close() {
            if (lower != null && terminal != null) {
                lower.close();
                lower = null;
                terminal.print('\n');
                terminal.flush();
            }
        }
    }
}
