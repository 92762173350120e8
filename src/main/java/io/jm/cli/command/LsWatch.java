package io.jm.cli.command;

import io.jm.base.CancelledException;
import io.jm.cli.Context;
import io.jm.console.Console;
import io.jm.console.Redraw;
import io.jm.inventory.MachineRow;
import io.jm.os.Interrupts;
import io.jm.os.TerminalSize;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Repeats a listing until Ctrl-C: on a terminal in its place, elsewhere whenever something has changed. */
final class LsWatch {
    private final Context context;
    private final Duration interval;

    LsWatch(Context context, Duration interval) {
        this.context = context;
        this.interval = interval;
    }

    /**
     * What is shown at one time.
     *
     * @param rows the machines
     * @param text returns the lines for them, for a terminal with so many columns; 0 if there is none, or not known
     */
    record Shown(List<MachineRow> rows, IntFunction<String> text) {
        /** Whether there is more to see than another time of the answers. */
        boolean differsFrom(Shown other) {
            return !timeless().equals(other.timeless());
        }

        private List<MachineRow> timeless() {
            return rows.stream().map(MachineRow::withoutTime).toList();
        }
    }

    /** Returns when the user has interrupted it, or when nobody reads standard output any more. */
    void run(Supplier<Shown> listing) {
        try (Interrupts ctrlC = Interrupts.to(Thread.currentThread())) {
            if (context.environment().adaptsOutput()) {
                redraw(listing);
            } else {
                append(listing);
            }
        } catch (CancelledException e) {
            // how the user ends it; the flag of the thread would interrupt what follows
            Thread.interrupted();
        }
    }

    private void redraw(Supplier<Shown> listing) {
        Redraw screen = new Redraw(context.console());
        while (!context.console().outputClosed()) {
            Shown now = listing.get();
            TerminalSize size = TerminalSize.of(context.environment());
            screen.show(now.text().apply(size.columns()), size);
            context.ticker().sleep(interval);
        }
    }

    private void append(Supplier<Shown> listing) {
        Console console = context.console();
        Shown before = listing.get();
        console.write(before.text().apply(0));
        console.flush();
        while (!console.outputClosed()) {
            context.ticker().sleep(interval);
            Shown now = listing.get();
            if (now.differsFrom(before)) {
                console.write("\n" + now.text().apply(0));
                console.flush();
                before = now;
            }
        }
    }
}
