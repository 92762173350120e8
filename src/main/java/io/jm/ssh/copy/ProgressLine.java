package io.jm.ssh.copy;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Renders the progress of one file: name, percentage, size, speed, and the remaining or total time. */
final class ProgressLine implements ProgressBarRenderer {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    @Override
    public String render(ProgressState progress, int width) {
        return line(
                progress.getTaskName(),
                progress.getCurrent(),
                progress.getMax(),
                progress.getTotalElapsed(),
                progress.isAlive(),
                width);
    }

    static String line(String name, long done, long size, Duration elapsed, boolean running, int width) {
        double seconds = Math.max(0.001, elapsed.toNanos() / 1e9);
        double speed = done / seconds;
        long percent = size == 0 ? 100 : (long) (100.0 * done / size);
        double left = running && speed > 0 ? (size - done) / speed : seconds;
        String numbers = String.format(
                Locale.ROOT, " %3d%% %9s %9s/s %s", percent, amount(done), amount((long) speed), time((long) left));
        int space = Math.max(8, width - numbers.length());
        String shown = name.length() <= space ? name : name.substring(0, space - 1) + "…";
        return shown + " ".repeat(space - shown.length()) + numbers;
    }

    private static String amount(long bytes) {
        int unit = 0;
        double amount = bytes;
        while (amount >= 1000 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }

    private static String time(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
