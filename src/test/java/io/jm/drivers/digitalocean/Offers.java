package io.jm.drivers.digitalocean;

/** What the stand-in offers. */
final class Offers {
    static final String IMAGES = """
            [{"id":1,"slug":"ubuntu-22-04-x64","distribution":"Ubuntu","status":"available","regions":["nyc3"],"min_disk_size":10},
            {"id":2,"slug":"ubuntu-24-04-x64","distribution":"Ubuntu","status":"available","regions":["nyc3"],"min_disk_size":10},
            {"id":3,"slug":"ubuntu-25-04-x64","distribution":"Ubuntu","status":"available","regions":["nyc3"],"min_disk_size":10},
            {"id":4,"slug":"ubuntu-26-04-x64","distribution":"Ubuntu","status":"available","regions":["ams3"],"min_disk_size":10},
            {"id":5,"slug":"ubuntu-28-04-x64","distribution":"Ubuntu","status":"available","regions":["nyc3"],"min_disk_size":50},
            {"id":6,"slug":"ubuntu-30-04-x64","distribution":"Ubuntu","status":"retired","regions":["nyc3"],"min_disk_size":10},
            {"id":7,"slug":"debian-13-x64","distribution":"Debian","status":"available","regions":["nyc3"],"min_disk_size":10},
            {"id":77,"slug":null,"distribution":"Unknown OS","status":"available","regions":["nyc3"],"min_disk_size":20}]""";
    static final String REGIONS = """
            [{"slug":"ams3","available":true},{"slug":"nyc1","available":false},{"slug":"nyc3","available":true}]""";
    static final String SIZES = """
            [{"slug":"s-1vcpu-1gb","disk":25,"available":true,"regions":["ams3","nyc3"]},
            {"slug":"s-2vcpu-2gb","disk":60,"available":true,"regions":["ams3","nyc3"]},
            {"slug":"s-8vcpu-16gb","disk":320,"available":true,"regions":["ams3"]},
            {"slug":"512mb","disk":20,"available":false,"regions":["nyc3"]}]""";

    private Offers() {}
}
