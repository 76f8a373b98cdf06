/** The version of the relay; a test holds it to `package.json`, which a worker cannot read. */
export const VERSION = '0.1.0';
