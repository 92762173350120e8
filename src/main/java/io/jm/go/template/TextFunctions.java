package io.jm.go.template;

import io.jm.go.template.TemplateFunction.FunctionException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The functions for texts that the templates of docker's own {@code --format} have, with the same order of arguments
 * ({@code docker/cli}, templates/templates.go). Unlike there, values that print as text count as text, and lengths are
 * in characters.
 */
final class TextFunctions {
    private TextFunctions() {}

    @Nullable
    static TemplateFunction find(String name) {
        return switch (name) {
            case "lower" -> new TemplateFunction(1, false, false, a -> mapped(a.get(0), TextFunctions::lower));
            case "upper" -> new TemplateFunction(1, false, false, a -> mapped(a.get(0), TextFunctions::upper));
            case "title" -> new TemplateFunction(1, false, false, a -> mapped(a.get(0), TextFunctions::title));
            case "join" -> new TemplateFunction(2, false, false, TextFunctions::join);
            case "split" -> new TemplateFunction(2, false, false, TextFunctions::split);
            case "pad" -> new TemplateFunction(3, false, false, TextFunctions::pad);
            case "truncate" -> new TemplateFunction(2, false, false, TextFunctions::truncate);
            default -> null;
        };
    }

    /** Returns what replaces a function in the headings of a table, so that each names its field; null for the others. */
    @Nullable
    static TemplateFunction findForHeadings(String name) {
        return switch (name) {
            case "json", "prettyjson", "lower", "upper", "title" ->
                new TemplateFunction(1, false, false, a -> a.get(0));
            case "join", "truncate" -> new TemplateFunction(2, false, false, a -> a.get(0));
            case "split" -> new TemplateFunction(2, false, false, a -> TemplateValue.list(List.of(a.get(0))));
            default -> null;
        };
    }

    private static String lower(String text) {
        return eachCharacter(text, Character::toLowerCase);
    }

    private static String upper(String text) {
        return eachCharacter(text, Character::toUpperCase);
    }

    /** Changes each character for itself, as Go does: no text becomes longer, and no language is special. */
    private static String eachCharacter(String text, IntUnaryOperator change) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(change).forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Begins each word with a capital; a word consists of letters, digits and underscores. */
    private static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean within = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            out.appendCodePoint(within ? character : Character.toTitleCase(character));
            within = Character.isLetterOrDigit(character) || character == '_';
        }
        return out.toString();
    }

    private static TemplateValue join(List<TemplateValue> arguments) throws FunctionException {
        TemplateValue list = Values.indirect(arguments.get(0));
        String separator = text(arguments.get(1)).value();
        if (list instanceof TemplateValue.None) {
            return TemplateValue.text("");
        }
        if (!(list instanceof TemplateValue.Items items)) {
            throw new FunctionException("expected list; got " + list.type());
        }
        List<String> shown = new ArrayList<>();
        List<String> exact = new ArrayList<>();
        for (TemplateValue item : items.values()) {
            TemplateValue plain = Printer.printable(item);
            shown.add(Printer.value(plain));
            exact.add(plain instanceof TemplateValue.Text text ? text.exact() : Printer.value(plain));
        }
        return TemplateValue.untrusted(String.join(separator, shown), String.join(separator, exact));
    }

    private static TemplateValue split(List<TemplateValue> arguments) throws FunctionException {
        String text = text(arguments.get(0)).value();
        String separator = text(arguments.get(1)).value();
        List<TemplateValue> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(each -> parts.add(TemplateValue.text(Character.toString(each))));
            return TemplateValue.list(parts);
        }
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(TemplateValue.text(text.substring(start, end)));
            start = end + separator.length();
        }
        parts.add(TemplateValue.text(text.substring(start)));
        return TemplateValue.list(parts);
    }

    /** Puts blanks before and after a text, unless it is empty. */
    private static TemplateValue pad(List<TemplateValue> arguments) throws FunctionException {
        String before = " ".repeat(count(arguments.get(1)));
        String after = " ".repeat(count(arguments.get(2)));
        return mapped(arguments.get(0), text -> text.isEmpty() ? text : before + text + after);
    }

    private static TemplateValue truncate(List<TemplateValue> arguments) throws FunctionException {
        int length = count(arguments.get(1));
        return mapped(
                arguments.get(0),
                text -> text.codePointCount(0, text.length()) <= length
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, length)));
    }

    private static TemplateValue mapped(TemplateValue argument, UnaryOperator<String> change) throws FunctionException {
        TemplateValue.Text text = text(argument);
        return TemplateValue.untrusted(change.apply(text.value()), change.apply(text.exact()));
    }

    private static TemplateValue.Text text(TemplateValue argument) throws FunctionException {
        TemplateValue plain = Values.indirect(argument);
        if (plain instanceof TemplateValue.Text text) {
            return text;
        }
        if (plain instanceof TemplateValue.Stringer stringer) {
            return new TemplateValue.Text(stringer.text());
        }
        throw new FunctionException("expected string; got " + plain.type());
    }

    private static int count(TemplateValue argument) throws FunctionException {
        TemplateValue plain = Values.indirect(argument);
        if (!(plain instanceof TemplateValue.Int number)) {
            throw new FunctionException("expected int; got " + plain.type());
        }
        if (number.number() < 0 || number.number() > FormatFlags.MAX_SIZE) {
            throw new FunctionException("length out of range: " + number.number());
        }
        return (int) number.number();
    }
}
