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

/** Shows how far the copy of a file has come, if there is someone to see it. */
public final class CopyProgress {
    private static final int WIDTH = 78;

    private final @Nullable PrintStream screen;
    private volatile @Nullable Bar shown;

    private CopyProgress(@Nullable PrintStream screen) {
        this.screen = screen;
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

    /** Draws there. */
    static CopyProgress to(PrintStream screen) {
        return new CopyProgress(screen);
    }

    /** Starts the bar of a file, whose name may be a machine's. */
    Bar start(String name, long size) {
        PrintStream target = screen;
        Bar bar = target == null ? new Bar(null, null) : new Bar(draw(target, name, size), target);
        shown = bar;
        return bar;
    }

    private static ProgressBar draw(PrintStream screen, String name, long size) {
        return new ProgressBarBuilder()
                .setTaskName(Printable.line(name))
                .setInitialMax(size)
                .setUpdateIntervalMillis(200)
                .setRenderer(new ProgressLine())
                .setConsumer(new OpenLine(screen))
                .build();
    }

    /** A line whose end is left to us: the library forgets it for a bar that is closed before it was drawn. */
    private static final class OpenLine extends ConsoleProgressBarConsumer {
        OpenLine(PrintStream screen) {
            super(screen, WIDTH);
        }

        @Override
        public void close() {
            // Bar.close ends the line
        }
    }

    /** The process is ending: what follows on the screen is not to stick to the bar. */
    void interrupted() {
        Bar bar = shown;
        if (bar != null) {
            bar.close();
        }
    }

    /** The bar of one file. */
    static final class Bar implements AutoCloseable {
        private @Nullable ProgressBar lower;
        private final @Nullable PrintStream screen;

        private Bar(@Nullable ProgressBar lower, @Nullable PrintStream screen) {
            this.lower = lower;
            this.screen = screen;
        }

        synchronized void stepTo(long done) {
            if (lower != null) {
                lower.stepTo(done);
            }
        }

        /** Ends the line, once. */
        @Override
        public synchronized void close() {
            if (lower != null && screen != null) {
                lower.close();
                lower = null;
                screen.print('\n');
                screen.flush();
            }
        }
    }
}
