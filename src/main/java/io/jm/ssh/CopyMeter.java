package io.jm.ssh;

import io.jm.console.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the copy of a file has come, if there is someone to see it. */
final class CopyMeter {
    private static final int WIDTH = 78;

    private final @Nullable PrintStream screen;

    private CopyMeter(@Nullable PrintStream screen) {
        this.screen = screen;
    }

    /** Shows nothing. */
    static CopyMeter silent() {
        return new CopyMeter(null);
    }

    /** Draws on standard output if that is a terminal. */
    static CopyMeter on(Console console) {
        return LocalTerminal.showsOutput()
                ? new CopyMeter(new PrintStream(console.streams().out(), true, StandardCharsets.UTF_8))
                : silent();
    }

    /** Starts a bar; null if nobody looks. */
    @Nullable
    ProgressBar start(String name, long size) {
        if (screen == null) {
            return null;
        }
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(size)
                .setUnit("MiB", 1 << 20)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(screen, WIDTH))
                .build();
    }
}
