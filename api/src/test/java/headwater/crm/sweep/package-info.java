/**
 * Every field and argument of the schema, asked by generated people and compared with an oracle
 * that reads the tables by plain SQL. Uses the schema and the tables, and none of the product's
 * classes.
 */
package headwater.crm.sweep;
