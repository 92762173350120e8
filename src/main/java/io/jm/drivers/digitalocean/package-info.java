/** A driver for droplets, the virtual machines of DigitalOcean. */
@NullMarked
package io.jm.drivers.digitalocean;

import org.jspecify.annotations.NullMarked;
