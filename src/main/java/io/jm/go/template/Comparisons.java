package io.jm.go.template;

import io.jm.go.template.TemplateFunction.FunctionException;
import io.jm.go.text.NaturalOrder;
import java.util.List;

/** The functions {@code eq}, {@code lt} and the like: only values of the same basic kind are comparable. */
final class Comparisons {
    /** The kinds that Go distinguishes; all integers are one kind. */
    private enum Kind {
        BOOL,
        INTEGER,
        FLOAT,
        TEXT,
        OTHER
    }

    private Comparisons() {}

    /** Returns whether the first argument equals one of the others. */
    static TemplateValue equal(List<TemplateValue> arguments) throws FunctionException {
        return TemplateValue.bool(isEqual(arguments));
    }

    static boolean isEqual(List<TemplateValue> arguments) throws FunctionException {
        TemplateValue first = Values.unboxed(arguments.get(0));
        if (arguments.size() == 1) {
            throw new FunctionException("missing argument for comparison");
        }
        for (TemplateValue argument : arguments.subList(1, arguments.size())) {
            TemplateValue other = Values.unboxed(argument);
            boolean bothPresent = !(first instanceof TemplateValue.None) && !(other instanceof TemplateValue.None);
            if (kind(first) != kind(other)) {
                if (bothPresent) {
                    throw incompatible();
                }
                continue;
            }
            if (bothPresent) {
                rejectContainers(first, other);
            }
            if (same(first, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(TemplateValue left, TemplateValue right) {
        if (left instanceof TemplateValue.Integral a && right instanceof TemplateValue.Integral b) {
            return a.number() == b.number();
        }
        if (left instanceof TemplateValue.Decimal a && right instanceof TemplateValue.Decimal b) {
            return a.value() == b.value();
        }
        if (left instanceof TemplateValue.Pointer a && right instanceof TemplateValue.Pointer b) {
            return a.target() == b.target() && a.type().equals(b.type());
        }
        return left.equals(right);
    }

    /** Rejects lists, maps and structs, which Go cannot compare. */
    private static void rejectContainers(TemplateValue left, TemplateValue right) throws FunctionException {
        if (!isContainer(left) && !isContainer(right)) {
            return;
        }
        throw new FunctionException(
                left.type().equals(right.type())
                        ? "non-comparable type " + described(right)
                        : "non-comparable types " + described(left) + ", " + right.type() + ": "
                                + Printer.value(right));
    }

    private static String described(TemplateValue value) {
        return new Printf("%s", List.of(value)).text() + ": " + value.type();
    }

    private static boolean isContainer(TemplateValue value) {
        return value instanceof TemplateValue.Items
                || value instanceof TemplateValue.Entries
                || value instanceof TemplateValue.Struct;
    }

    static boolean isAtMost(List<TemplateValue> arguments) throws FunctionException {
        return isLess(arguments) || isEqual(arguments);
    }

    static boolean isLess(List<TemplateValue> arguments) throws FunctionException {
        TemplateValue left = Values.unboxed(arguments.get(0));
        TemplateValue right = Values.unboxed(arguments.get(1));
        if (kind(left) == Kind.OTHER || kind(right) == Kind.OTHER) {
            throw new FunctionException("invalid type for comparison");
        }
        if (kind(left) != kind(right)) {
            throw incompatible();
        }
        if (left instanceof TemplateValue.Integral a && right instanceof TemplateValue.Integral b) {
            return a.number() < b.number();
        }
        if (left instanceof TemplateValue.Decimal a && right instanceof TemplateValue.Decimal b) {
            return a.value() < b.value();
        }
        if (left instanceof TemplateValue.Text a && right instanceof TemplateValue.Text b) {
            return NaturalOrder.byBytes(a.value(), b.value()) < 0;
        }
        throw new FunctionException("invalid type for comparison");
    }

    private static FunctionException incompatible() {
        return new FunctionException("incompatible types for comparison");
    }

    private static Kind kind(TemplateValue value) {
        if (value instanceof TemplateValue.Text) {
            return Kind.TEXT;
        }
        if (value instanceof TemplateValue.Integral) {
            return Kind.INTEGER;
        }
        if (value instanceof TemplateValue.Decimal) {
            return Kind.FLOAT;
        }
        return value instanceof TemplateValue.Bool ? Kind.BOOL : Kind.OTHER;
    }
}
