package io.jm.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.checkup.Finding;
import io.jm.checkup.Finding.Level;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The findings as lines and as JSON.
 *
 * @param program the program, for the command that repairs
 */
record DoctorReport(List<Finding> findings, String program) {
    private static final String BELOW = "         ";

    long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** Returns the lines, below a heading for this computer and for each machine, and a line with the counts. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String heading = "";
        for (Finding finding : findings) {
            String machine = Objects.requireNonNullElse(finding.machine(), "this computer");
            if (!machine.equals(heading)) {
                heading = machine;
                lines.add(Printable.line(machine));
            }
            lines.add("  " + label(finding.level()) + Printable.line(finding.message()));
            if (finding.command() != null) {
                lines.add(BELOW + finding.command());
            }
        }
        lines.add(summary());
        return lines;
    }

    private static String label(Level level) {
        return switch (level) {
            case OK -> "ok     ";
            case WARNING -> "WARN   ";
            case ERROR -> "ERROR  ";
            case SKIPPED -> "skip   ";
        };
    }

    private String summary() {
        long fixable =
                findings.stream().filter(finding -> finding.fix() != null).count();
        return plural(count(Level.ERROR), "error") + ", " + plural(count(Level.WARNING), "warning")
                + (fixable == 0 ? "" : "; " + fixable + " can be repaired by: " + program + " doctor --fix");
    }

    private static String plural(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    ArrayNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            array.addObject()
                    .put("Id", finding.id())
                    .put("Level", finding.level().text())
                    .put("Machine", finding.machine())
                    .put("Message", finding.message())
                    .put("Command", finding.command())
                    .put("Fixable", finding.fix() != null);
        }
        return array;
    }
}
