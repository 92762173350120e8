package io.jm.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The progress line at the bottom of a terminal: the current wait and its duration. */
final class StatusLine {
    private static final String ERASE = "\r\u001b[K";
    private static final long DELAY_SECONDS = 1;

    private final OutputStream terminal;
    private String text = "";
    private String detail = "";
    private long since;
    private boolean shown;
    private boolean ticking;

    StatusLine(OutputStream terminal) {
        this.terminal = terminal;
    }

    /** Shows a new status and restarts the time. */
    synchronized void show(String status) {
        text = status.lines().findFirst().orElse("");
        detail = "";
        since = System.nanoTime();
        if (!ticking) {
            ticking = true;
            Thread thread = new Thread(this::tick, "progress");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Shows something after the status without restarting the time. */
    synchronized void detail(String changing) {
        detail = changing.isEmpty() ? "" : ": " + changing;
    }

    /** Removes the status. */
    synchronized void end() {
        text = "";
        erase();
    }

    /** Erases the line before other output; it is redrawn by the timer. */
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
        // no flicker for short waits
        if (!text.isEmpty() && seconds >= DELAY_SECONDS) {
            String line = text.length() > 60 ? text.substring(0, 59) + "…" : text;
            write(ERASE + line + detail + " (" + seconds + " s)");
            shown = true;
        }
    }

    private void write(String bytes) {
        try {
            terminal.write(bytes.getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        } catch (IOException e) {
            // the terminal was closed
            return;
        }
    }
}
