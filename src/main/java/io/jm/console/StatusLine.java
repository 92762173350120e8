package io.jm.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One line at the bottom of a terminal that says what is being waited for, and for how long already. */
final class StatusLine {
    private static final String ERASE = "\r\u001b[K";
    private static final long QUIET_SECONDS = 1;

    private final OutputStream terminal;
    private String text = "";
    private long since;
    private boolean shown;
    private boolean ticking;

    StatusLine(OutputStream terminal) {
        this.terminal = terminal;
    }

    /** From now on waits for something else. */
    synchronized void show(String status) {
        text = status.lines().findFirst().orElse("");
        since = System.nanoTime();
        if (!ticking) {
            ticking = true;
            Thread thread = new Thread(this::tick, "progress");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Waits for nothing any more. */
    synchronized void end() {
        text = "";
        erase();
    }

    /** Makes room for a line of text; the status comes back by itself. */
    synchronized void erase() {
        if (shown) {
            write(ERASE);
            shown = false;
        }
    }

    private void tick() {
        while (true) {
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                return;
            }
            draw();
        }
    }

    private synchronized void draw() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        // what is over at once need not flicker
        if (!text.isEmpty() && seconds >= QUIET_SECONDS) {
            String line = text.length() > 60 ? text.substring(0, 59) + "…" : text;
            write(ERASE + line + " (" + seconds + " s)");
            shown = true;
        }
    }

    private void write(String bytes) {
        try {
            terminal.write(bytes.getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        } catch (IOException e) {
            // whoever watched has gone
            return;
        }
    }
}
