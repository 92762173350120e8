package io.jm.go.template;

import io.jm.go.template.TemplateFunction.FunctionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that a template can call. */
public final class TemplateFunctions {
    private final boolean json;

    private TemplateFunctions(boolean json) {
        this.json = json;
    }

    /** Returns Go's built-in functions, for {@code ls --format}. */
    public static TemplateFunctions standard() {
        return new TemplateFunctions(false);
    }

    /** Returns Go's built-in functions with {@code json} and {@code prettyjson}, for {@code inspect --format}. */
    public static TemplateFunctions withJson() {
        return new TemplateFunctions(true);
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
            case "json" ->
                json
                        ? new TemplateFunction(1, false, false, a -> TemplateValue.text(JsonText.compact(a.get(0))))
                        : null;
            case "prettyjson" ->
                json
                        ? new TemplateFunction(1, false, false, a -> TemplateValue.text(JsonText.indented(a.get(0))))
                        : null;
            default -> null;
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
