package reader

import "strings"

// given says of common first names whether a man or a woman bears them. Names that both bear are left out.
var given = func() map[string]string {
	all := map[string]string{}
	for gender, names := range map[string]string{"he": menNames, "she": womenNames} {
		for _, n := range strings.Fields(names) {
			all[n] = gender
		}
	}
	return all
}()

const menNames = `
Abdul Abdullah Abdel Abraham Adam Ahmad Ahmed Alan Albert Alberto Alejandro Aleksandar Aleksander Aleksandr Alexander Alexandros Alfred Ali
Amir Anatoly Anders Andreas Andrei Andrew Andrzej Anthony Anton Antonio Arthur Artur Ashraf Azamat Barack Benjamin Benoit Bernard Bill Bjorn Björn Bob
Boris Boubacar Brian Bruce Carl Carlos Cem Cesar César Charles Christian Christopher Christos Claude Colin Craig Cyril Dale Daniel Dave David
Dennis Diego Dieter Dimitri Dimitris Dmitri Dmitry Donald Douglas Édgar Edgar Edouard Eduardo Edward Edwin Elias Emil Emilio Emmanuel Enrique Eric Erik
Ernest Ernesto Evgeny Faisal Farrukh Faruk Felipe Félix Felix Ferdinand Fernando Filip Florian Francesco Francisco Frank Franz Fred Frederick
Fyodor Gary Gavin Geoffrey George Georges Georgios Gerald Gerhard Giorgio Giorgos Giovanni Giuseppe Goran Graham Grant Greg Gregory Grigory Guillermo
Gunter Günther Gustav Gustavo Habib Hamid Hamza Hans Harald Harold Harry Hassan Hasan Heinrich Heinz Helmut Henri Henrik Henry Herbert Hermann Hervé
Houmed Hrant Hugh Hugo Hussein Ian Ibrahim Igor Ilya Imran Isaac Ismail Ismaël István Ivan Jack Jacob Jacques Jairo Jakob James
Jaime Javier Jeff Jeffrey Jeremy Jerome Jérôme Jens Jesús Jim Jiří João Joachim Joe Johan Johann Johannes John Jonas Jonathan
Jorge José Josef Joseph Joshua Juan Jules Julian Julio Jürgen Juri Justin Karim Karl Keith Kenneth Kevin Khaled Khalid Klaus Konrad Konstantin
Kurt Lars László Lawrence Lech Leon Leonard Leonid Levent Lewis Louis Luc Lucas Ludwig Luigi Luís Luis Luiz Lukas Magnus Mahmoud Malcolm Manfred
Manuel Marc Marcel Marco Marcos Marcus Marek Mario Mark Markus Martin Marvin Massimo Matteo Matthew Matthias Maurice Max Maxim Mehmet Michael Michel Miguel
Mihail Mikael Mikhail Milan Miloš Mitch Mohamed Mohammad Mohammed Moncef Moses Moussa Muhammad Mustafa Nabil Narek Nathan Neil Nelson Nicholas Nicolás Nigel
Nikolai Nikolaos Nikos Nils Norbert Norman Nurlan Olaf Oleg Oleksandr Oliver Olivier Omar Oscar Osman Otto Oumar Ousmane Owen Pablo Panos Paolo
Patrick Paul Pavel Pavlo Pedro Per Peter Petr Petro Petros Philip Philippe Pierre Pieter Piotr Rafael Rajesh Ralph Ramón Ramon Rashid Rachid Raymond
Recep Reinhard René Ricardo Richard Robert Roberto Rodrigo Roger Roland Rolf Roman Ronald Rudolf Rupert Ryan Said Salem Salman Samuel Sanjay
Scott Sean Sebastian Serge Sergei Sergey Sergio Seán Simon Sören Stanislav Stefan Stefano Stephen Steve Steven Stuart Sven Taavi Tariq
Ted Terry Tesfaye Theodor Thierry Thomas Tigran Tim Timothy Tom Tomas Tomáš Tony Tuncay Ulrich Uwe Václav Valentin Valery Vasyl Vasily Viktor Victor
Vincent Vincenzo Vitaly Vladimir Volodymyr Vyacheslav Waldemar Walter Werner Wilhelm Willem William Wolfgang Wojciech Xavier Yemane Yevgeny Yitzhak Youssef
Yuri Yusuf Zoran`

const womenNames = `
Adriana Agnes Agnès Aïssata Aicha Aileen Aisha Alena Alenka Alexandra Alice Alicia Amal Amanda Amelia Amina Ana Anastasia Androulla Angela Angelina Anita
Anke Ann Anna Anne Anneke Annette Annika Antonia Astrid Audrey Barbara Beata Beatrice Beatriz Birgit Birgitta Bridget Brigitte Camilla
Carla Carmen Carol Caroline Catherine Cecilia Cécile Charlotte Chiara Christina Christine Clara Claire Claudia Cristina Cynthia Dagmar
Daniela Deborah Denise Diana Dolores Donna Dora Doris Dorothy Edith Ekaterina Elena Eleni Elisa Elisabeth Elizabeth Ella Ellen Elsa Emily Emma
Erika Estela Esther Eva Eve Evelyn Fatima Fatma Federica Fiona Florence Françoise Frida Gabriela Gabriele Gabrielle Galina Georgina Gerda Gertrud Gina Giulia
Gloria Grace Greta Gudrun Gulnara Hanna Hannah Harriet Heather Heidi Helen Helena Helene Henrike Hilary Hillary Hilda Ilona Imelda Inés Ines Inga
Ingeborg Ingrid Irena Irene Irina Irma Isabel Isabella Isabelle Ivana Jana Jane Janet Jelena Jennifer Jessica Joan Joanna Johanna Josefina Judith
Julia Juliana Julie Kamala Karen Karin Karina Kate Katarina Katarzyna Katerina Katharina Katherine Kathleen Kathryn Katja Kirsten Klara Kristin Kristina
Larisa Latifa Laura Leila Lena Leonora Leticia Lilit Liliana Linda Lisa Lise Liz Louise Lucia Lucy Ludmila Luisa Lydia Lyudmila Madeleine
Magdalena Małgorzata Manuela Mara Margaret Margarita Margrethe Maria María Mariam Marianne Marie Marija Marina Marine Marta Martha Mary Matilda
Maureen Megan Melania Melanie Melissa Mercedes Mette Michelle Mirela Miriam Monica Monika Nadia Nadezhda Nancy Natalia Natalie Natasha Nina Nora Olena
Olga Patricia Paula Pauline Petra Philippa Pilar Polina Rachel Rania Rebecca Regina Renata Rita Rosa Rosalind Rosemary Roxana Ruth Sabine Sabrina
Samantha Sandra Sara Sarah Shirin Silvia Simone Sofia Sonia Sonja Sophia Sophie Stefania Stella Stephanie Susan Susana Susanne Svetlana Sylvia Sylvie
Tamara Tanja Tatiana Tatyana Teresa Thérèse Theresa Tina Ursula Valentina Valeria Vanessa Vera Veronica Veronika Verónica Vesna Victoria Virginia Viviane Wanda Wendy
Yolanda Yulia Yvonne Zainab Zeinab Zoe Zofia Zulfiya`
