/** JSON documents, read strictly and printed the way Go prints them. */
@NullMarked
package io.jm.json;

import org.jspecify.annotations.NullMarked;
