package io.jm.go.template;

import io.jm.go.template.TemplateFunction.FunctionException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The functions {@code len}, {@code index}, {@code slice} and {@code call}; strings are measured in bytes. */
final class Collections {
    private Collections() {}

    static TemplateValue length(TemplateValue value) throws FunctionException {
        if (Values.isTypedNil(value)) {
            throw new FunctionException("len of nil pointer");
        }
        TemplateValue item = Values.indirect(value);
        if (item instanceof TemplateValue.Text text) {
            return TemplateValue.integer(bytes(text).length);
        }
        if (item instanceof TemplateValue.Items items) {
            return TemplateValue.integer(items.values().size());
        }
        if (item instanceof TemplateValue.Entries entries) {
            return TemplateValue.integer(entries.values().size());
        }
        if (item instanceof TemplateValue.None) {
            throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
        }
        throw new FunctionException("len of type " + item.type());
    }

    static TemplateValue index(List<TemplateValue> arguments) throws FunctionException {
        TemplateValue item = Values.unboxed(arguments.get(0));
        if (item instanceof TemplateValue.None) {
            throw new FunctionException("index of untyped nil");
        }
        for (TemplateValue index : arguments.subList(1, arguments.size())) {
            item = indexed(item, Values.unboxed(index));
        }
        return item;
    }

    private static TemplateValue indexed(TemplateValue value, TemplateValue index) throws FunctionException {
        if (Values.isTypedNil(value)) {
            throw new FunctionException("index of nil pointer");
        }
        TemplateValue item = Values.indirect(value);
        if (item instanceof TemplateValue.Items items) {
            int at = position(index, items.values().size());
            if (at == items.values().size()) {
                throw new FunctionException("reflect: slice index out of range");
            }
            return items.values().get(at);
        }
        if (item instanceof TemplateValue.Text text) {
            byte[] bytes = bytes(text);
            int at = position(index, bytes.length);
            if (at == bytes.length) {
                throw new FunctionException("reflect: string index out of range");
            }
            return new TemplateValue.Int("uint8", bytes[at] & 0xff);
        }
        if (item instanceof TemplateValue.Entries entries) {
            return entry(entries, index);
        }
        throw new FunctionException("can't index item of type " + item.type());
    }

    private static TemplateValue entry(TemplateValue.Entries entries, TemplateValue key) throws FunctionException {
        if (key instanceof TemplateValue.Text text) {
            TemplateValue found = entries.values().get(text.exact());
            if (found != null) {
                return found;
            }
            // The zero value of the map's elements.
            return entries.type().endsWith("string") ? TemplateValue.text("") : TemplateValue.NULL;
        }
        throw new FunctionException(
                key instanceof TemplateValue.None
                        ? "value is nil; should be of type string"
                        : "value has type " + key.type() + "; should be string");
    }

    private static int position(TemplateValue index, int limit) throws FunctionException {
        if (index instanceof TemplateValue.Integral integral) {
            if (integral.number() < 0 || integral.number() > limit) {
                throw new FunctionException("index out of range: " + integral.number());
            }
            return (int) integral.number();
        }
        throw new FunctionException(
                index instanceof TemplateValue.None
                        ? "cannot index slice/array with nil"
                        : "cannot index slice/array with type " + index.type());
    }

    static TemplateValue slice(List<TemplateValue> arguments) throws FunctionException {
        TemplateValue item = Values.unboxed(arguments.get(0));
        List<TemplateValue> indexes = arguments.subList(1, arguments.size());
        if (item instanceof TemplateValue.None) {
            throw new FunctionException("slice of untyped nil");
        }
        if (indexes.size() > 3) {
            throw new FunctionException("too many slice indexes: " + indexes.size());
        }
        if (item instanceof TemplateValue.Text text) {
            if (indexes.size() == 3) {
                throw new FunctionException("cannot 3-index slice a string");
            }
            byte[] bytes = bytes(text);
            int[] range = range(indexes, bytes.length);
            return TemplateValue.text(
                    new String(Arrays.copyOfRange(bytes, range[0], range[1]), StandardCharsets.UTF_8));
        }
        if (item instanceof TemplateValue.Items items) {
            int[] range = range(indexes, items.values().size());
            return new TemplateValue.Items(items.type(), items.values().subList(range[0], range[1]));
        }
        throw new FunctionException("can't slice item of type " + item.type());
    }

    private static int[] range(List<TemplateValue> indexes, int length) throws FunctionException {
        int[] range = {0, length, length};
        for (int i = 0; i < indexes.size(); i++) {
            range[i] = position(indexes.get(i), length);
        }
        if (range[0] > range[1]) {
            throw new FunctionException("invalid slice index: " + range[0] + " > " + range[1]);
        }
        if (indexes.size() == 3 && range[1] > range[2]) {
            throw new FunctionException("invalid slice index: " + range[1] + " > " + range[2]);
        }
        return range;
    }

    /** Always fails, since no template data is a function. */
    static TemplateValue call(List<TemplateValue> arguments) throws FunctionException {
        TemplateValue function = Values.unboxed(arguments.get(0));
        throw new FunctionException(
                function instanceof TemplateValue.None ? "call of nil" : "non-function of type " + function.type());
    }

    private static byte[] bytes(TemplateValue.Text text) {
        return text.value().getBytes(StandardCharsets.UTF_8);
    }
}
