/** A driver for servers of OpenStack clouds. */
@NullMarked
package io.jm.drivers.openstack;

import org.jspecify.annotations.NullMarked;
