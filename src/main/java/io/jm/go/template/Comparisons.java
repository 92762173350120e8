package io.jm.go.template;

import io.jm.go.template.TemplateFunction.Refused;
import io.jm.go.text.NaturalOrder;
import java.util.List;

/** {@code eq}, {@code lt} and their kin: only values of the same basic kind compare. */
final class Comparisons {
    /** The kinds Go tells apart; all integers are one. */
    private enum Kind {
        BOOL,
        WHOLE,
        DECIMAL,
        TEXT,
        OTHER
    }

    private Comparisons() {}

    /** Whether the first argument equals one of the others. */
    static TemplateValue equal(List<TemplateValue> arguments) throws Refused {
        return TemplateValue.bool(isEqual(arguments));
    }

    static boolean isEqual(List<TemplateValue> arguments) throws Refused {
        TemplateValue first = Values.unboxed(arguments.get(0));
        if (arguments.size() == 1) {
            throw new Refused("missing argument for comparison");
        }
        for (TemplateValue argument : arguments.subList(1, arguments.size())) {
            TemplateValue other = Values.unboxed(argument);
            boolean bothThere = !(first instanceof TemplateValue.None) && !(other instanceof TemplateValue.None);
            if (kind(first) != kind(other)) {
                if (bothThere) {
                    throw incompatible();
                }
                continue;
            }
            if (bothThere) {
                refuseContainers(first, other);
            }
            if (same(first, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(TemplateValue left, TemplateValue right) {
        if (left instanceof TemplateValue.Whole a && right instanceof TemplateValue.Whole b) {
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

    /** Lists, maps and structs equal nothing: Go refuses to compare them with one another. */
    private static void refuseContainers(TemplateValue left, TemplateValue right) throws Refused {
        if (!isContainer(left) && !isContainer(right)) {
            return;
        }
        throw new Refused(
                left.type().equals(right.type())
                        ? "non-comparable type " + told(right)
                        : "non-comparable types " + told(left) + ", " + right.type() + ": " + Printer.value(right));
    }

    private static String told(TemplateValue value) {
        return new Printf("%s", List.of(value)).text() + ": " + value.type();
    }

    private static boolean isContainer(TemplateValue value) {
        return value instanceof TemplateValue.Items
                || value instanceof TemplateValue.Entries
                || value instanceof TemplateValue.Struct;
    }

    static boolean isAtMost(List<TemplateValue> arguments) throws Refused {
        return isLess(arguments) || isEqual(arguments);
    }

    static boolean isLess(List<TemplateValue> arguments) throws Refused {
        TemplateValue left = Values.unboxed(arguments.get(0));
        TemplateValue right = Values.unboxed(arguments.get(1));
        if (kind(left) == Kind.OTHER || kind(right) == Kind.OTHER) {
            throw new Refused("invalid type for comparison");
        }
        if (kind(left) != kind(right)) {
            throw incompatible();
        }
        if (left instanceof TemplateValue.Whole a && right instanceof TemplateValue.Whole b) {
            return a.number() < b.number();
        }
        if (left instanceof TemplateValue.Decimal a && right instanceof TemplateValue.Decimal b) {
            return a.value() < b.value();
        }
        if (left instanceof TemplateValue.Text a && right instanceof TemplateValue.Text b) {
            return NaturalOrder.byBytes(a.value(), b.value()) < 0;
        }
        throw new Refused("invalid type for comparison");
    }

    private static Refused incompatible() {
        return new Refused("incompatible types for comparison");
    }

    private static Kind kind(TemplateValue value) {
        if (value instanceof TemplateValue.Text) {
            return Kind.TEXT;
        }
        if (value instanceof TemplateValue.Whole) {
            return Kind.WHOLE;
        }
        if (value instanceof TemplateValue.Decimal) {
            return Kind.DECIMAL;
        }
        return value instanceof TemplateValue.Bool ? Kind.BOOL : Kind.OTHER;
    }
}
