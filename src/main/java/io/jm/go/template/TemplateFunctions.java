package io.jm.go.template;

import io.jm.go.template.TemplateFunction.FunctionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that a template can call. */
public final class TemplateFunctions {
    /** Which functions there are besides Go's. */
    private enum Additions {
        NONE,
        JSON,
        DOCKER,
        HEADINGS
    }

    private final Additions additions;

    private TemplateFunctions(Additions additions) {
        this.additions = additions;
    }

    /** Returns Go's built-in functions, as docker-machine's {@code ls --format} has. */
    public static TemplateFunctions standard() {
        return new TemplateFunctions(Additions.NONE);
    }

    /** Returns Go's built-in functions with {@code json} and {@code prettyjson}, as docker-machine's {@code inspect}. */
    public static TemplateFunctions withJson() {
        return new TemplateFunctions(Additions.JSON);
    }

    /** Returns all of these, and those for texts that docker's own formats have. */
    public static TemplateFunctions withDockers() {
        return new TemplateFunctions(Additions.DOCKER);
    }

    /** Returns the functions for the headings of a table: those that would change a heading return it as it is. */
    public TemplateFunctions forHeadings() {
        return additions == Additions.DOCKER ? new TemplateFunctions(Additions.HEADINGS) : this;
    }

    @Nullable
    TemplateFunction find(String name) {
        return switch (name) {
            // "and" and "or" do not evaluate all arguments, so Expressions executes them.
            case "and", "or" -> new TemplateFunction(1, true, false, TemplateFunctions::first);
            case "not" -> new TemplateFunction(1, false, false, a -> TemplateValue.bool(!Values.isTrue(a.get(0))));
            case "call" -> new TemplateFunction(1, true, false, Collections::call);
            case "len" -> new TemplateFunction(1, false, false, a -> Collections.length(a.get(0)));
            case "index" -> new TemplateFunction(1, true, false, Collections::index);
            case "slice" -> new TemplateFunction(1, true, false, Collections::slice);
            case "eq" -> new TemplateFunction(1, true, false, Comparisons::equal);
            case "ne" -> new TemplateFunction(2, false, false, a -> TemplateValue.bool(!Comparisons.isEqual(a)));
            case "lt" -> new TemplateFunction(2, false, false, a -> TemplateValue.bool(Comparisons.isLess(a)));
            case "le" -> new TemplateFunction(2, false, false, a -> TemplateValue.bool(Comparisons.isAtMost(a)));
            case "gt" -> new TemplateFunction(2, false, false, a -> TemplateValue.bool(!Comparisons.isAtMost(a)));
            case "ge" -> new TemplateFunction(2, false, false, a -> TemplateValue.bool(!Comparisons.isLess(a)));
            case "html" -> new TemplateFunction(0, true, false, a -> TemplateValue.text(Escapes.html(joined(a))));
            case "js" -> new TemplateFunction(0, true, false, a -> TemplateValue.text(Escapes.js(joined(a))));
            case "urlquery" -> new TemplateFunction(0, true, false, a -> TemplateValue.text(Escapes.query(joined(a))));
            case "print" -> new TemplateFunction(0, true, false, a -> TemplateValue.text(Printer.print(a)));
            case "println" -> new TemplateFunction(0, true, false, a -> TemplateValue.text(Printer.printLine(a)));
            case "printf" -> new TemplateFunction(1, true, true, TemplateFunctions::printf);
            default -> additions == Additions.NONE ? null : added(name);
        };
    }

    private @Nullable TemplateFunction added(String name) {
        TemplateFunction heading = additions == Additions.HEADINGS ? TextFunctions.findForHeadings(name) : null;
        if (heading != null) {
            return heading;
        }
        return switch (name) {
            case "json" -> new TemplateFunction(1, false, false, a -> TemplateValue.text(JsonText.compact(a.get(0))));
            case "prettyjson" ->
                new TemplateFunction(1, false, false, a -> TemplateValue.text(JsonText.indented(a.get(0))));
            default -> additions == Additions.JSON ? null : TextFunctions.find(name);
        };
    }

    private static TemplateValue first(List<TemplateValue> arguments) {
        return arguments.get(0);
    }

    private static TemplateValue printf(List<TemplateValue> arguments) throws FunctionException {
        if (arguments.get(0) instanceof TemplateValue.Text format) {
            return TemplateValue.text(new Printf(format.value(), arguments.subList(1, arguments.size())).text());
        }
        throw new FunctionException("the format is not a string");
    }

    private static String joined(List<TemplateValue> arguments) {
        List<TemplateValue> shown = new ArrayList<>(arguments.size());
        for (TemplateValue argument : arguments) {
            shown.add(Printer.printable(argument));
        }
        return Printer.print(shown);
    }
}
