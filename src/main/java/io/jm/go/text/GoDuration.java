package io.jm.go.text;

import java.math.BigDecimal;

/** Formats durations as Go's {@code time.Duration} does. */
public final class GoDuration {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoDuration() {}

    /** Returns for example {@code 1h2m3.5s}, {@code 12ms}, {@code 1.5µs}, {@code 0s}. */
    public static String format(long nanos) {
        BigDecimal all = BigDecimal.valueOf(nanos).abs();
        String sign = nanos < 0 ? "-" : "";
        if (nanos == 0) {
            return "0s";
        }
        if (all.compareTo(BigDecimal.valueOf(SECOND)) < 0) {
            long amount = all.longValue();
            if (amount < MICRO) {
                return sign + amount + "ns";
            }
            return amount < MILLI ? sign + scaled(all, 3) + "µs" : sign + scaled(all, 6) + "ms";
        }
        BigDecimal minute = BigDecimal.valueOf(60 * SECOND);
        long minutes = all.divideToIntegralValue(minute).longValue();
        StringBuilder out = new StringBuilder(sign);
        if (minutes >= 60) {
            out.append(minutes / 60).append('h');
        }
        if (minutes > 0) {
            out.append(minutes % 60).append('m');
        }
        return out.append(scaled(all.remainder(minute), 9)).append('s').toString();
    }

    /** Rounds to the nearest millisecond, halves away from zero; takes and returns nanoseconds. */
    public static long roundToMillis(long nanos) {
        long rest = nanos % MILLI;
        long down = nanos - rest;
        if (Math.abs(rest) * 2 < MILLI) {
            return down;
        }
        return down + (nanos < 0 ? -MILLI : MILLI);
    }

    private static String scaled(BigDecimal value, int places) {
        BigDecimal moved = value.movePointLeft(places);
        return moved.signum() == 0 ? "0" : moved.stripTrailingZeros().toPlainString();
    }
}
