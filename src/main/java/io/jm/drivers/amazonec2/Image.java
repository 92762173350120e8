package io.jm.drivers.amazonec2;

import io.jm.drivers.amazonec2.aws.XmlNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An image.
 *
 * @param created when it was made, as EC2 writes it, which sorts by time
 * @param devices the sizes in GB of the disks that it starts with, by device; 0 if not known
 */
record Image(String id, String created, String architecture, String rootDevice, Map<String, Integer> devices) {
    static Image of(XmlNode item) {
        Map<String, Integer> devices = new LinkedHashMap<>();
        for (XmlNode mapping : item.items("blockDeviceMapping")) {
            String size = mapping.text("ebs/volumeSize");
            devices.put(mapping.text("deviceName"), size.matches("\\d{1,6}") ? Integer.parseInt(size) : 0);
        }
        return new Image(
                item.text("imageId"),
                item.text("creationDate"),
                item.text("architecture"),
                item.text("rootDeviceName"),
                devices);
    }
}
