package io.jm.cli.command.driver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.driver.CreateFlag;

/** Converts a driver's option to a JSON object whose type has the name of the plugin protocol. */
final class FlagDocument {
    private FlagDocument() {}

    static ObjectNode of(CreateFlag flag) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Name", flag.name());
        if (flag instanceof CreateFlag.Number number) {
            document.put("Type", "int").put("Default", number.defaultValue());
        } else if (flag instanceof CreateFlag.Switch) {
            document.put("Type", "bool").put("Default", false);
        } else if (flag instanceof CreateFlag.TextList list) {
            document.put("Type", "strings");
            list.defaultValue().forEach(document.putArray("Default")::add);
        } else if (flag instanceof CreateFlag.Text text) {
            document.put("Type", "string").put("Default", text.defaultValue());
        }
        return document.put("Env", flag.environmentVariable()).put("Usage", flag.usage());
    }
}
