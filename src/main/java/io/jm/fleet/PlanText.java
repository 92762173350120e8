package io.jm.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan as users and programs read it.
 *
 * @param replaces whether machines that must be made again are
 * @param prunes whether machines that are not in the file are removed
 */
public record PlanText(boolean replaces, boolean prunes) {
    /** Returns a line for each step, and one with the sums. */
    public String lines(List<Step> steps) {
        int width = steps.stream().mapToInt(step -> step.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            String note = note(step);
            String name = note.isEmpty()
                    ? step.name()
                    : step.name() + " ".repeat(width - step.name().length());
            text.append(step.isUnknown() ? '?' : step.action().sign())
                    .append(' ')
                    .append(Printable.line((name + "  " + note).strip()))
                    .append('\n');
        }
        return text.append(sums(steps)).append('\n').toString();
    }

    private String note(Step step) {
        return switch (step.action()) {
            case CREATE -> step.resumed() ? "create (goes on where it stopped)" : "create (" + driver(step) + ")";
            case CHANGE -> changes(step) + "  (" + effect(step) + ")";
            case REPLACE ->
                changes(step) + (replaces ? "  (removed and made again)" : "  (needs a new machine: --replace)");
            case KEEP -> step.isUnknown() ? unknown(step) + "  (not compared: it was made without apply)" : "";
            case EXTRA -> "not in the file  (" + (prunes ? "is removed" : "stays; --prune removes it") + ")";
        };
    }

    private static String driver(Step step) {
        Fleet.Wanted wanted = step.wanted();
        return wanted == null ? "" : wanted.driver();
    }

    private static String effect(Step step) {
        String engine = step.changesEngine() ? "provisions again, may restart the engine" : "";
        String context = step.addsContext() ? "makes a docker context" : "";
        return engine.isEmpty() || context.isEmpty() ? engine + context : engine + ", " + context;
    }

    private static String changes(Step step) {
        List<String> texts = new ArrayList<>();
        for (Change change : step.changes()) {
            if (change.isUnknown()) {
                continue;
            }
            texts.add(change.option() + ": " + Change.text(change.from()) + " -> " + Change.text(change.to()));
        }
        return String.join("; ", texts);
    }

    private static String unknown(Step step) {
        return String.join(", ", step.changes().stream().map(Change::option).toList());
    }

    private static String sums(List<Step> steps) {
        List<String> sums = new ArrayList<>();
        add(sums, steps, Action.CREATE, "to create");
        add(sums, steps, Action.CHANGE, "to change");
        add(sums, steps, Action.REPLACE, "to replace");
        add(sums, steps, Action.EXTRA, "unknown to the file");
        return sums.isEmpty() ? "Plan: nothing to do." : "Plan: " + String.join(", ", sums) + ".";
    }

    private static void add(List<String> sums, List<Step> steps, Action action, String what) {
        long count = steps.stream().filter(step -> step.action() == action).count();
        if (count > 0) {
            sums.add(count + " " + what);
        }
    }

    /** Returns the steps as JSON. */
    public static ArrayNode json(List<Step> steps) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Step step : steps) {
            ObjectNode row = rows.addObject();
            row.put("Name", step.name());
            row.put("Action", step.action().text());
            ArrayNode changes = row.putArray("Changes");
            for (Change change : step.changes()) {
                ObjectNode one = changes.addObject();
                one.put("Option", change.option());
                one.set("From", value(change.from()));
                one.set("To", value(change.to()));
            }
        }
        return rows;
    }

    /** One value is a text, several are a list, and none is null. */
    private static JsonNode value(List<String> values) {
        if (values.size() == 1) {
            return JsonNodeFactory.instance.textNode(values.get(0));
        }
        if (values.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return list;
    }
}
